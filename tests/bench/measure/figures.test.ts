import { expect, it } from 'vitest';
import { figureOf, type Measured, percentile } from './figures.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

it('takes percentiles by the nearest rank, whatever the order', () => {
  expect([0.5, 0.95, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 100]);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([], 0.5)).toBeNull();
});

it.each<[Measured['targets'], string]>([
  [{ p50: 50, p95: 95 }, 'ok'],
  [{ p50: 50, p95: 94 }, 'missed'],
  [{ worst: 99 }, 'missed'],
  [{ total: 5050 }, 'ok'],
  [{}, 'untargeted'],
])('judges by every target of %o: %s', (targets, verdict) => {
  const measured = { topic: 'uplink', name: '', unit: 'ms', values: hundred, targets } as const;
  expect(figureOf(measured).verdict).toBe(verdict);
});

it('does not call a figure fine that was never measured', () => {
  const targets = { p50: 1 };
  const measured = { topic: 'uplink', name: '', unit: 'ms', values: [], targets } as const;
  expect(figureOf(measured)).toMatchObject({ verdict: 'unknown', trials: 0, p50: null });
});
