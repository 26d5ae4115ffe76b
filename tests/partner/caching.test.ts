import { beforeAll, describe, expect, it } from 'vitest';
import { type CachingRun, runCaching } from '../bench/caching/run-caching.ts';

/** A lesson as long as the target speaks of; it takes some seconds. */
const TURNS = 40;

describe('a lesson of forty turns', () => {
  let run: CachingRun;
  beforeAll(async () => {
    run = await runCaching(TURNS);
  }, 120_000);

  it('is served at least 85 % of its input from the cache', () => {
    expect(run.app.responses).toBe(TURNS + 1);
    expect(run.app.cachedShare).toBeGreaterThanOrEqual(0.85);
  });

  it('costs a fraction of what a client pays that rebuilds its instructions', () => {
    expect(run.naive.responses).toBe(TURNS + 1);
    expect(run.naive.cachedShare).toBe(0);
    for (const model of Object.keys(run.app.dollars)) {
      const ours = Number(run.app.dollars[model]?.paid);
      expect(Number(run.naive.dollars[model]?.paid)).toBeGreaterThan(4 * ours);
    }
  });

  it('has a beginning that is too short to be cached alone, and is cached soon after', () => {
    expect(run.app.prefixTokens).toBeLessThan(1024);
    expect(run.app.firstCached).toBeLessThanOrEqual(8);
  });

  it('can tell what its next turn will cost', () => {
    for (const { model, meanError, bias } of run.estimates) {
      expect(meanError, model).toBeLessThan(0.12);
      expect(Math.abs(bias), model).toBeLessThan(0.08);
    }
  });
});
