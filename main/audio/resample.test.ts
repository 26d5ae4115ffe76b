import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { resample } from './resample.ts';

function tone(frequency: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * frequency * i) / rate),
  );
}

/** Decibels by which `signal` exceeds its difference from `wanted`, away from the edges. */
function fidelity(signal: Int16Array, wanted: Float32Array): number {
  let power = 0;
  let error = 0;
  for (let i = 200; i < signal.length - 200; i++) {
    const ideal = (wanted[i] ?? 0) * 32_768;
    power += ideal ** 2;
    error += ((signal[i] ?? 0) - ideal) ** 2;
  }
  return 10 * Math.log10(power / error);
}

describe('resample', () => {
  it.each([
    [22_050, 24_000],
    [24_000, 16_000],
    [16_000, 24_000],
    [48_000, 24_000],
    [44_100, 24_000],
    [44_101, 24_000],
  ])('keeps a tone from %i to %i Hz, in phase, within 60 dB', (from, to) => {
    const output = resample(tone(1000, from, 0.5), from, to);
    expect(fidelity(output, tone(1000, to, 0.5))).toBeGreaterThan(60);
  });

  it('removes what lies above the new Nyquist frequency', () => {
    const output = resample(tone(10_000, 24_000, 0.5), 24_000, 16_000);
    expect(Math.max(...output.subarray(200, -200).map(Math.abs))).toBeLessThan(10);
  });

  it('keeps a constant constant and has the promised length', () => {
    const rate = fc.integer({ min: 4000, max: 96_000 });
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: -30_000, max: 30_000 }), (from, to, level) => {
        const output = resample(new Int16Array(1200).fill(level), from, to);
        expect(output.length).toBe(Math.round((1200 * to) / from));
        const middle = output[output.length >> 1] ?? 0;
        expect(Math.abs(middle - level)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 25 },
    );
  });

  it('clips, and hears what is not finite as silence', () => {
    const samples = Float32Array.from([2, -2, Number.NaN, Number.POSITIVE_INFINITY]);
    expect([...resample(samples, 8000, 8000)]).toEqual([32_767, -32_768, 0, 32_767]);
    expect(resample(samples, 8000, 16_000).every(Number.isFinite)).toBe(true);
  });

  it('refuses a rate that is none', () => {
    expect(() => resample(new Int16Array(1), 0, 8000)).toThrow(Failure);
    expect(() => resample(new Int16Array(1), 8000, 8000.5)).toThrow(Failure);
  });
});
