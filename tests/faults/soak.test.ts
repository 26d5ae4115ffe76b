import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { soakRun } from './soak-run.ts';

it('goes on for long without growing', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const run = await soakRun({ hours: 4, hour: 240_000, seed: 3, collect, told: () => undefined });
  expect(run.faults).toEqual([]);
  expect(run.rollovers).toBeGreaterThanOrEqual(3);
  expect(run.lost).toBe(4);
  expect(run.descriptors.at(-1)).toBeLessThanOrEqual((run.descriptors[0] ?? 0) + 3);
  expect(run.flat).toBe(true);
});
