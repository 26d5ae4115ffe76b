import { describe, expect, it } from 'vitest';
import { readOptions, topics } from './options.ts';

describe('readOptions', () => {
  it('measures everything, thirty times, unless told otherwise', () => {
    const plain = { json: false, trials: 30, longJitter: false, only: new Set(topics) };
    expect(readOptions([])).toEqual(plain);
  });

  it('reads what was asked for', () => {
    const asked = readOptions(['--json', '--jitter', '--trials', '25', '--only', 'uplink, jitter']);
    const only = new Set(['uplink', 'jitter']);
    expect(asked).toEqual({ json: true, trials: 25, longJitter: true, only });
  });

  it.each([
    ['--trials', '0'],
    ['--trials', 'many'],
    ['--only', 'uplink,nothing'],
    ['--fast', ''],
  ])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow();
  });
});
