import { describe, expect, it } from 'vitest';
import { BANDS, melSpectrum } from './mel-spectrum.ts';
import { BINS, powerSpectrum } from './power-spectrum.ts';
import { added, whiteNoise } from './seeded-noise.ts';
import { trimToSpeech } from './speech-span.ts';

function tone(frequency: number, length = 16_000): Int16Array {
  return Int16Array.from({ length }, (_, i) =>
    Math.round(8000 * Math.sin((2 * Math.PI * frequency * i) / 16_000)),
  );
}

function loudest(values: Float32Array): number {
  return values.indexOf(values.reduce((a, b) => Math.max(a, b)));
}

describe('power spectrum', () => {
  it.each([500, 1000, 3500])('has its peak at a tone of %i Hz, in every frame', (frequency) => {
    const { frames, power } = powerSpectrum(tone(frequency));
    expect(frames).toBe(98);
    for (let frame = 0; frame < frames; frame++) {
      expect(loudest(power.slice(frame * BINS, (frame + 1) * BINS))).toBe(frequency / 31.25);
    }
  });

  it('keeps two neighbouring frames apart', () => {
    const samples = new Int16Array(560);
    // The last sample before the second frame is silent: pre-emphasis looks back at it.
    samples.set(tone(1000, 159));
    const { frames, power } = powerSpectrum(samples);
    expect(frames).toBe(2);
    expect(Math.max(...power.subarray(BINS))).toBeLessThan(1);
    expect(Math.max(...power.subarray(0, BINS))).toBeGreaterThan(1e6);
  });

  it('has no frame of less than 25 ms', () => {
    expect(powerSpectrum(new Int16Array(399)).frames).toBe(0);
  });
});

describe('mel spectrum', () => {
  it('moves a sound down as the bands are warped up', () => {
    const spectrum = powerSpectrum(tone(1500));
    const bands = [0.85, 1, 1.16].map((warp) =>
      loudest(melSpectrum(spectrum, { from: 0, to: 1 }, warp).power),
    );
    expect(bands[0]).toBeGreaterThan(bands[1] ?? 0);
    expect(bands[1]).toBeGreaterThan(bands[2] ?? 0);
  });

  it('hears noise in every band at every warp', () => {
    const spectrum = powerSpectrum(whiteNoise(16_000, -20));
    for (const warp of [0.85, 0.92, 1, 1.08, 1.16]) {
      const { power } = melSpectrum(spectrum, { from: 0, to: 1 }, warp);
      expect(power).toHaveLength(BANDS);
      expect(Math.min(...power)).toBeGreaterThan(0);
    }
  });
});

describe('trim to speech', () => {
  it('finds what sounds, and steps over a click', () => {
    const samples = new Int16Array(48_000);
    samples.set(tone(300), 16_000);
    samples.set(whiteNoise(480, -10), 3000);
    const span = trimToSpeech(powerSpectrum(added(samples, whiteNoise(48_000, -60))));
    expect(Math.abs((span?.from ?? 0) - 100)).toBeLessThan(7);
    expect(Math.abs((span?.to ?? 0) - 200)).toBeLessThan(7);
  });

  it('finds it in noise', () => {
    const samples = new Int16Array(48_000);
    samples.set(tone(300), 16_000);
    const span = trimToSpeech(powerSpectrum(added(samples, whiteNoise(48_000, -25))));
    expect(Math.abs((span?.from ?? 0) - 100)).toBeLessThan(7);
    expect(Math.abs((span?.to ?? 0) - 200)).toBeLessThan(7);
  });

  it('finds nothing in noise alone', () => {
    expect(trimToSpeech(powerSpectrum(whiteNoise(48_000, -20)))).toBeNull();
  });
});
