import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dollarsText,
  exactDollars,
  microDollars,
  millisecondsAt,
  readDollars,
  tokensAt,
} from './money.ts';

/** Any price with up to six decimals. */
const price = fc.nat(100_000_000_000).map((millionths) => millionths / 1e6);
const tokens = fc.nat(1_000_000_000);

describe('money', () => {
  it('takes a price as it is written', () => {
    expect(exactDollars(0.06)).toBe(60_000_000_000n);
    expect(exactDollars(1234.000001)).toBe(1_234_000_001_000_000n);
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY, 0.0000001, 1e10]) {
      expect(exactDollars(wrong)).toBeNull();
    }
  });

  it('adds up to the same whatever the order and the grouping', () => {
    fc.assert(
      fc.property(price, fc.array(tokens, { maxLength: 50 }), (rate, counts) => {
        const each = counts.map((count) => tokensAt(count, rate));
        const sum = each.reduce((a, b) => a + b, 0n);
        expect(sum).toBe(each.toReversed().reduce((a, b) => a + b, 0n));
        expect(sum).toBe(
          counts.reduce((all, count) => all + BigInt(count), 0n) * tokensAt(1, rate),
        );
      }),
    );
  });

  it('has no drift where floating point has', () => {
    const cent = tokensAt(1, 0.4);
    let exact = 0n;
    let float = 0;
    for (let n = 0; n < 1_000_000; n += 1) {
      exact += cent;
      float += 0.4 / 1e6;
    }
    expect(dollarsText(exact)).toBe('0.4');
    expect(float).not.toBe(0.4);
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 26n), (money) => {
        expect(readDollars(dollarsText(money))).toBe(money);
      }),
    );
    expect(dollarsText(0n)).toBe('0');
    expect(dollarsText(10_000_000_000_000n)).toBe('10');
    for (const wrong of ['', '-1', '1e3', '.5', '1.', '1.0000000000001', ' 1']) {
      expect(readDollars(wrong)).toBeNull();
    }
  });

  it('is rounded once, to the nearest millionth', () => {
    expect(microDollars(499_999n)).toBe(0);
    expect(microDollars(500_000n)).toBe(1);
    expect(microDollars(10n ** 30n)).toBe(Number.MAX_SAFE_INTEGER);
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), (money) => {
        expect(Math.abs(microDollars(money) - Number(money) / 1e6)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it('prices time by the minute', () => {
    expect(dollarsText(millisecondsAt(90_000, 0.006))).toBe('0.009');
  });
});
