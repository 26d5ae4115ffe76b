import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../../contract/failure.ts';
import {
  afterFailure,
  countedAttempts,
  LONGEST_WAIT,
  linkView,
  MAX_ATTEMPTS,
} from './link-state.ts';

const failure = (code: FailureCode) => ({ code, text: 'x' });

describe('a lost connection', () => {
  it('is tried again at once, then after longer and longer waits, ten times in all', () => {
    const waits: number[] = [];
    for (let attempts = 0; ; attempts += 1) {
      const step = afterFailure(attempts, failure('connection_lost'), 1);
      if (step.kind === 'give_up') break;
      expect(step.attempt).toBe(attempts + 1);
      waits.push(step.wait);
    }
    expect(waits).toEqual([0, 300, 1200, 2700, 4800, 7000, 7000, 7000, 7000, 7000]);
    expect(waits).toHaveLength(MAX_ATTEMPTS);
  });

  it('never waits longer than seven seconds, and never less than half of its time', () => {
    fc.assert(
      fc.property(fc.nat(MAX_ATTEMPTS - 1), fc.double({ min: 0, max: 1, noNaN: true }), (n, r) => {
        const step = afterFailure(n, failure('unreachable'), r);
        const longest = afterFailure(n, failure('unreachable'), 1);
        if (step.kind !== 'retry' || longest.kind !== 'retry') throw new Error('gave up');
        expect(step.wait).toBeLessThanOrEqual(LONGEST_WAIT);
        expect(step.wait).toBeGreaterThanOrEqual(Math.floor(longest.wait / 2));
      }),
    );
  });

  it.each(['unauthorized', 'forbidden', 'quota', 'no_such_model', 'protocol_refused'] as const)(
    'gives up on %s',
    (code) => {
      expect(afterFailure(0, failure(code), 0)).toEqual({
        kind: 'give_up',
        failure: failure(code),
      });
    },
  );

  it.each([
    'connection_lost',
    'unreachable',
    'session_expired',
    'endpoint_error',
    'internal',
  ] as const)('tries again after %s', (code) => {
    expect(afterFailure(0, failure(code), 0.5)).toEqual({ kind: 'retry', attempt: 1, wait: 0 });
  });

  it('counts from the beginning after a connection that was good', () => {
    expect(countedAttempts({ attempts: 4, proven: true, lived: 0 })).toBe(0);
    expect(countedAttempts({ attempts: 4, proven: false, lived: 10_000 })).toBe(0);
    // A server that accepts and hangs up again must not be tried for ever.
    expect(countedAttempts({ attempts: 4, proven: false, lived: 9999 })).toBe(4);
  });
});

describe('the link as it is shown', () => {
  it('says in whole seconds when it tries again', () => {
    const state = { kind: 'recovering', attempt: 3, retryAt: 2001 } as const;
    expect(linkView(state, 1000)).toEqual({ state: 'recovering', attempt: 3, retrySeconds: 2 });
    expect(linkView(state, 5000).retrySeconds).toBe(0);
    expect(linkView({ ...state, retryAt: null }, 0).retrySeconds).toBeNull();
    expect(linkView({ kind: 'switching' }, 0).state).toBe('switching');
  });
});
