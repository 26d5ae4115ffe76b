import { describe, expect, it } from 'vitest';
import { cepstra, DIMENSIONS, type Features } from './cepstra.ts';
import { BANDS, type MelSpectrum } from './mel-spectrum.ts';
import { seededRandom } from './seeded-noise.ts';
import { warpedDistance } from './time-warping.ts';

/** Sounds held for a few frames each, from a seed; `stretch` draws them out. */
function sounds(seed: number, stretch: number): MelSpectrum {
  const random = seededRandom(seed);
  const rows: number[][] = [];
  for (let sound = 0; sound < 20; sound++) {
    const row = Array.from({ length: BANDS }, () => 10 ** (3 + 3 * random()));
    for (let i = 0; i < 8 * stretch; i++) rows.push(row);
  }
  return { frames: rows.length, power: Float32Array.from(rows.flat()) };
}

const features = (seed: number, stretch = 1): Features => cepstra(sounds(seed, stretch));

describe('warped distance', () => {
  it('is nothing to itself and little to itself drawn out', () => {
    expect(warpedDistance(features(1), features(1))).toBeCloseTo(0, 5);
    expect(warpedDistance(features(1), features(1, 1.5))).toBeLessThan(0.15);
    expect(warpedDistance(features(1), features(2))).toBeGreaterThan(0.4);
  });

  it('is the same in both directions', () => {
    const there = warpedDistance(features(1), features(3, 2));
    expect(warpedDistance(features(3, 2), features(1))).toBeCloseTo(there, 1);
  });

  it('is infinite to nothing, and finite between very unlike lengths', () => {
    const nothing = { frames: 0, vectors: new Float64Array(0) };
    const one = { frames: 1, vectors: features(1).vectors.slice(0, DIMENSIONS) };
    expect(warpedDistance(nothing, features(1))).toBe(Number.POSITIVE_INFINITY);
    expect(Number.isFinite(warpedDistance(one, features(1)))).toBe(true);
    expect(Number.isFinite(warpedDistance(features(1), one))).toBe(true);
  });
});

describe('cepstra', () => {
  it('do not change with loudness', () => {
    const quiet = sounds(5, 1);
    const loud = { ...quiet, power: quiet.power.map((value) => value * 1000) };
    expect(warpedDistance(cepstra(quiet), cepstra(loud))).toBeCloseTo(0, 3);
  });

  it('of a template with the noise added resemble those of noisy speech', () => {
    const clean = sounds(6, 1);
    const noise = new Float32Array(BANDS).map((_, band) => 2e5 / (1 + band));
    const noisy = { ...clean, power: clean.power.map((v, i) => v + (noise[i % BANDS] ?? 0)) };
    const matched = warpedDistance(cepstra(noisy), cepstra(clean, noise));
    expect(matched).toBeCloseTo(0, 5);
    expect(warpedDistance(cepstra(noisy), cepstra(clean))).toBeGreaterThan(0.02);
  });
});
