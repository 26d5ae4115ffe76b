import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Amounts, scenes } from './all-scenes.ts';
import { outageRun } from './outages.ts';

/** What fits into a run of all tests; `npm run faults` does all of it. */
const short: Amounts = {
  disconnects: 32,
  lanes: 4,
  outagesPerLane: 1,
  fuzzed: 1000,
  guidedLessons: 1,
  slowTurns: 2,
  rollovers: 2,
  seed: 7,
};

const uncaught: unknown[] = [];
const caught = (error: unknown): void => {
  uncaught.push(error);
};
beforeAll(() => void process.on('uncaughtExceptionMonitor', caught));
afterAll(() => {
  process.off('uncaughtExceptionMonitor', caught);
  expect(uncaught).toEqual([]);
});

// The scenes wait for the clock more than they compute: they go on side by side.
describe.concurrent('no turn is lost or doubled', () => {
  it('by disconnects at random moments', async () => {
    expect((await scenes.disconnects(short)).faults).toEqual([]);
  });

  it('by frames that are doubled, reordered, garbled or invented', async () => {
    expect((await scenes.frames(short)).faults).toEqual([]);
  });

  it('by disconnects in a guided role-play with the practice partner', async () => {
    expect((await scenes.guided(short)).faults).toEqual([]);
  });

  it('by refused upgrades, which are told as what they are', async () => {
    expect((await scenes.refusals()).faults).toEqual([]);
  });

  it('by an hour that is over', async () => {
    const { faults, figures } = await scenes.rollovers(short);
    expect(faults).toEqual([]);
    expect(figures.filter(({ kept }) => !kept)).toEqual([]);
  });

  it.each(['away', 'swallowed', 'half-open'] as const)('by a network that is %s', async (kind) => {
    const run = await outageRun({ kind, lanes: 2, perLane: 1, seed: short.seed });
    expect(run.faults).toEqual([]);
    expect(run.noticedTalking.length + run.noticedQuiet.length).toBe(2);
  });
});
