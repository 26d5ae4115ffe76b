import { describe, expect, it } from 'vitest';
import { noUsage } from '../../../contract/session.ts';
import { compactionFor, truncationFor } from './compaction.ts';
import { assumedRates, lessonCost, measureRates } from './lesson-rates.ts';
import { microDollars } from './money.ts';
import type { ModelPrice } from './prices.ts';

const price: ModelPrice = {
  text: { in: 4, cached: 0.4, out: 24 },
  audio: { in: 32, cached: 0.4, out: 64 },
};
const cost = (minutes: number, rest: object = {}) =>
  microDollars(
    lessonCost({ minutes, rates: assumedRates, price, compaction: null, ...rest }) ?? -1n,
  );

describe('the price of a lesson', () => {
  it('of one turn is what one response is billed', () => {
    // 404 text · 4 + 60 audio · 32 + 23 text out · 24 + 140 audio out · 64
    expect(cost(0.25)).toBe(404 * 4 + 60 * 32 + 23 * 24 + 140 * 64);
  });

  it('grows with its length, and faster than it', () => {
    expect(cost(30)).toBeGreaterThan(2 * cost(15));
    expect(cost(15)).toBeGreaterThan(500_000);
    expect(cost(15)).toBeLessThan(2_500_000);
  });

  it('is less over an hour when the conversation is compacted', () => {
    const compaction = compactionFor(price);
    expect(cost(60, { compaction })).toBeLessThan(cost(60));
    const free = { text: { in: 0, cached: 0, out: 0 }, audio: { in: 0, cached: 0, out: 0 } };
    expect(cost(15, { price: free })).toBe(0);
    expect(lessonCost({ minutes: 1, rates: assumedRates, price: {}, compaction })).toBeNull();
  });
});

describe('compaction', () => {
  it('is cheapest where it is set: neither an earlier nor a later limit costs less', () => {
    const best = compactionFor(price);
    expect(best.keep).toBeLessThan(best.limit);
    // A long lesson, so that many compactions are averaged over.
    const at = (limit: number) => cost(600, { compaction: { ...best, limit } });
    const here = at(best.limit);
    for (const factor of [0.6, 0.75, 1.4, 2]) {
      const there = at(Math.round(best.limit * factor));
      expect(there, `at ${factor}`).toBeGreaterThan(here * 0.995);
    }
  });

  it('is told to those who know the field', () => {
    const openai = { kind: 'openai', host: 'api.openai.com', model: 'gpt-realtime-2.1' } as const;
    const told = truncationFor(openai);
    expect(told?.type).toBe('retention_ratio');
    expect(told?.retention_ratio).toBeGreaterThan(0.3);
    expect(told?.retention_ratio).toBeLessThan(0.7);
    expect(told?.token_limits?.post_instructions).toBeLessThanOrEqual(26_000);
    expect(truncationFor({ ...openai, kind: 'custom', host: 'localhost:8080' })).toBeNull();
    expect(truncationFor({ ...openai, kind: 'custom', host: 'me.openai.azure.com' })).toEqual(told);
    expect(truncationFor({ ...openai, kind: 'partner', model: 'practice-partner' })).not.toBeNull();
  });
});

describe('the rates of past lessons', () => {
  const response = (session: string, index: number) => ({
    session,
    at: index * 20_000,
    usage: {
      ...noUsage,
      inputText: 300 + index * 40,
      inputAudio: 30 + index * 130,
      outputText: 30,
      outputAudio: 100,
    },
  });
  const lesson = (session: string, length: number) =>
    Array.from({ length }, (_, index) => response(session, index));

  it('are what these lessons were like', () => {
    expect(measureRates([...lesson('a', 12), ...lesson('b', 12)])).toEqual({
      turnsPerMinute: 3,
      beginText: 300,
      heardText: 10,
      heardAudio: 30,
      answerText: 30,
      answerAudio: 100,
    });
  });

  it('are unknown while there is too little', () => {
    expect(measureRates([])).toBeNull();
    expect(measureRates(lesson('a', 19))).toBeNull();
    expect(
      measureRates(['a', 'b', 'c', 'd', 'e', 'f'].flatMap((name) => lesson(name, 4))),
    ).toBeNull();
  });
});
