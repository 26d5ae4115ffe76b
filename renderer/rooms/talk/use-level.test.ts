import { describe, expect, it } from 'vitest';
import { nextLevel } from './use-level.ts';

describe('nextLevel', () => {
  it('rises at once and falls by and by', () => {
    expect(nextLevel(0.2, 0.8)).toBe(0.8);
    const fallen = nextLevel(0.8, 0);
    expect(fallen).toBeLessThan(0.8);
    expect(fallen).toBeGreaterThan(0.5);
  });

  it('stays between 0 and 1', () => {
    expect(nextLevel(0, 7)).toBe(1);
    expect(nextLevel(0, -1)).toBe(0);
  });
});
