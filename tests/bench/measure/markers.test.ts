import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import { onsets, pairMarkers } from './markers.ts';
import { markerSound } from './sounds.ts';

describe('onsets', () => {
  it('finds every marker once, where it begins, and irregularly far apart', () => {
    const { samples } = markerSound(6);
    const found = onsets(
      Float32Array.from(samples, (sample) => sample / 0x8000),
      SAMPLE_RATE,
    );
    expect(found).toHaveLength(6);
    expect(found[0]).toBeCloseTo(2.5 * SAMPLE_RATE, -1);
    const distances = found.slice(1).map((onset, index) => onset - (found[index] ?? 0));
    expect(new Set(distances).size).toBe(5);
  });
});

describe('pairMarkers', () => {
  const times = [1, 1.4, 1.83, 2.21, 2.6];

  it('pairs by distances on two clocks, of which one began later', () => {
    const later = times.slice(2).map((time) => time - 1.5 + 0.001);
    expect(pairMarkers(later, times)).toEqual([
      { left: 0, right: 2 },
      { left: 1, right: 3 },
      { left: 2, right: 4 },
    ]);
  });

  it('leaves out what was lost on the way', () => {
    const holed = times.filter((_, index) => index !== 1);
    expect(pairMarkers(holed, times).map(({ right }) => right)).toEqual([0, 2, 3, 4]);
  });
});
