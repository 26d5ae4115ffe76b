import { expect, it } from 'vitest';
import { correlate } from './correlation.ts';
import { speechLike } from './wav.ts';

const speech = speechLike({ seconds: 0.5, rate: 24_000 });

it.each([0, 1, 777, -777])('finds a copy that trails by %i samples', (lag) => {
  const padded = [...new Int16Array(Math.max(0, lag)), ...speech.subarray(Math.max(0, -lag))];
  const found = correlate(padded, speech);
  expect(found.lag).toBe(lag);
  expect(found.best).toBeCloseTo(1, 6);
});

it('finds little likeness between a sound and another', () => {
  const other = speechLike({ seconds: 0.9, rate: 17_000 }).subarray(4000);
  expect(Math.abs(correlate(other, speech).best)).toBeLessThan(0.6);
});
