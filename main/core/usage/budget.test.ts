import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goOn, judgeBudget, limitsOf, untilNextMark } from './budget.ts';
import { exactDollars } from './money.ts';

const dollars = (amount: number) => exactDollars(amount) ?? 0n;
const budget = { minutes: 15, dollars: 0.4 };
const limits = limitsOf(budget);
const judge = (seconds: number, cost: number | null) =>
  judgeBudget(limits, { seconds, cost: cost === null ? null : dollars(cost) }, false);

describe('a budget', () => {
  it('is judged by the limit that is nearest', () => {
    expect(judge(0, 0)).toEqual({ state: 'within', by: 'minutes', seconds: 900, cost: 400_000 });
    expect(judge(719, 0.3)).toMatchObject({ state: 'within', by: 'minutes' });
    expect(judge(720, 0.3)).toMatchObject({ state: 'near', by: 'minutes' });
    expect(judge(100, 0.32)).toMatchObject({ state: 'near', by: 'dollars' });
    expect(judge(100, 0.399999)).toMatchObject({ state: 'near', by: 'dollars' });
    expect(judge(100, 0.4)).toMatchObject({ state: 'reached', by: 'dollars' });
    expect(judge(900, 0.3)).toMatchObject({ state: 'reached', by: 'minutes' });
  });

  it('holds no money against a price that is unknown', () => {
    expect(judge(100, null)).toMatchObject({ state: 'within', by: 'minutes' });
    const money = limitsOf({ minutes: null, dollars: 1 });
    expect(judgeBudget(money, { seconds: 9999, cost: null }, false)).toMatchObject({
      state: 'within',
      by: null,
    });
  });

  it('is none without limits, and ends only as it was asked to', () => {
    const none = limitsOf({ minutes: null, dollars: null });
    const used = { seconds: 1e6, cost: dollars(1e6) };
    expect(judgeBudget(none, used, false)).toMatchObject({ state: 'none', by: null });
    expect(judgeBudget(limits, used, true).state).toBe('ending');
  });

  it('goes on by five minutes or a quarter, from wherever the lesson is', () => {
    const late = { seconds: 901, cost: dollars(0.1) };
    expect(goOn(limits, late, budget)).toEqual({ seconds: 1201, cost: dollars(0.4) });
    const dear = { seconds: 60, cost: dollars(0.42) };
    expect(goOn(limits, dear, budget)).toEqual({ seconds: 900, cost: dollars(0.52) });
  });

  it('is never used up right after going on', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(10_000), (seconds, cents) => {
        const used = { seconds, cost: dollars(cents / 100) };
        const { state } = judgeBudget(goOn(limits, used, budget), used, false);
        expect(state).not.toBe('reached');
      }),
    );
  });

  it('knows when time alone will change its state', () => {
    expect(untilNextMark(limits, 0)).toBe(720);
    expect(untilNextMark(limits, 720)).toBe(180);
    expect(untilNextMark(limits, 900)).toBeNull();
    expect(untilNextMark(limitsOf({ minutes: null, dollars: 1 }), 0)).toBeNull();
  });
});
