import { describe, expect, it } from 'vitest';
import { Stretcher } from './stretcher.ts';

const sine = (index: number): number => 0.4 * Math.sin((2 * Math.PI * index) / 200);

/** What comes after `from` samples of `signal`. */
function ahead(signal: (index: number) => number, from: number, run = 5000) {
  return { run, peek: (offset: number): number => signal(from + offset) };
}

function having(signal: (index: number) => number, heard: number): Stretcher {
  const stretcher = new Stretcher();
  for (let at = 0; at < heard; at += 128) {
    stretcher.heard(Float32Array.from({ length: 128 }, (_, index) => signal(at + index)));
  }
  return stretcher;
}

describe('Stretcher', () => {
  it('puts whole periods in, so that no seam is heard', () => {
    const stretcher = having(sine, 1280);
    expect(stretcher.prepare(ahead(sine, 1280))).toBe(true);
    const length = stretcher.pending;
    expect(length % 200).toBe(0);
    const put = new Float32Array(length);
    expect(stretcher.read(put.subarray(0, 50))).toBe(50);
    expect(stretcher.read(put.subarray(50))).toBe(length - 50);
    expect(stretcher.pending).toBe(0);
    put.forEach((sample, index) => {
      expect(sample).toBeCloseTo(sine(1280 + index), 4);
    });
  });

  it('leaves and enters without a step when the sound changes', () => {
    const growing = (index: number): number => (sine(index) * index) / 2000 + 0.1;
    const stretcher = having(growing, 1290);
    const from = 1408;
    expect(stretcher.prepare(ahead(growing, from))).toBe(true);
    const put = new Float32Array(stretcher.pending);
    stretcher.read(put);
    expect(put[0]).toBeCloseTo(growing(from), 6);
    expect(put.at(-1)).toBeCloseTo(growing(from - 1), 2);
  });

  it('lengthens a pause', () => {
    const silence = (): number => 0;
    expect(having(silence, 1280).prepare(ahead(silence, 1280))).toBe(true);
  });

  it('leaves sound alone that does not repeat itself', () => {
    let state = 1;
    const noise = (): number => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2 ** 31 - 0.5;
    };
    expect(having(noise, 1280).prepare(ahead(noise, 1280))).toBe(false);
  });

  it('does nothing before it has heard enough, near the end, or twice in a row', () => {
    expect(having(sine, 256).prepare(ahead(sine, 256))).toBe(false);
    expect(having(sine, 1280).prepare(ahead(sine, 1280, 100))).toBe(false);
    const stretcher = having(sine, 1280);
    stretcher.prepare(ahead(sine, 1280));
    stretcher.read(new Float32Array(1000));
    expect(stretcher.prepare(ahead(sine, 1280))).toBe(false);
  });

  it('holds a sound for a while when almost nothing is left, but not for ever', () => {
    const stretcher = having(sine, 1280);
    let held = 0;
    while (stretcher.prepare(ahead(sine, 1280, 400))) held += stretcher.read(new Float32Array(400));
    expect(held).toBeGreaterThanOrEqual(2400);
    expect(held).toBeLessThanOrEqual(2400 + 360);
  });
});
