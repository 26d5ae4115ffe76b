import { describe, expect, it } from 'vitest';
import { noUsage } from '../../../contract/session.ts';
import type { UsageGroup } from '../../../contract/usage-report.ts';
import { amountOf, rangeOf, spans, sumAll, sumBy, sumByTime } from './group-usage.ts';

function group(day: string, more: Partial<UsageGroup> = {}): UsageGroup {
  return {
    day,
    endpoint: 'openai',
    model: 'gpt-realtime-2.1',
    scenario: null,
    responses: 2,
    usage: { ...noUsage, inputText: 100, inputAudio: 50, cachedText: 80, outputAudio: 20 },
    cost: 1000,
    unpriced: 0,
    transcribedSeconds: 0,
    ...more,
  };
}

const groups = [
  group('2026-11-20'),
  group('2026-11-20', { model: 'mini', cost: 10 }),
  group('2026-11-22', { scenario: 'strawberries.en', unpriced: 3 }),
];

describe('the usage that is shown', () => {
  it('is of the last days, today included', () => {
    const today = new Date(2026, 10, 24, 23, 59);
    expect(rangeOf(7, today)).toEqual({ from: '2026-11-18', to: '2026-11-24' });
    expect(rangeOf(30, new Date(2026, 2, 1))).toEqual({ from: '2026-01-31', to: '2026-03-01' });
  });

  it('adds up', () => {
    expect(sumAll(groups)).toEqual({
      key: '',
      responses: 6,
      input: 450,
      cached: 240,
      output: 60,
      cost: 2010,
      unpriced: 3,
    });
  });

  it('is sorted by what it cost', () => {
    const models = sumBy(groups, ({ model }) => model);
    expect(models.map(({ key, cost }) => [key, cost])).toEqual([
      ['gpt-realtime-2.1', 2000],
      ['mini', 10],
    ]);
  });

  it('has a bar for every day, and one for every month of a long time', () => {
    const range = { from: '2026-11-18', to: '2026-11-24' };
    const bars = sumByTime(groups, range);
    expect(bars.map((sum) => amountOf(sum, 'tokens'))).toEqual([0, 0, 340, 0, 170, 0, 0]);
    const year = sumByTime(groups, { from: '2025-11-25', to: '2026-11-24' });
    expect(year.map(({ key }) => key)).toHaveLength(13);
    expect(year.at(-1)).toMatchObject({ key: '2026-11', cost: 2010 });
  });

  it('loses no day where the clock is put forward', () => {
    for (const span of spans) {
      const range = rangeOf(span, new Date(2026, 3, 10));
      const bars = sumByTime([], range);
      expect(bars.at(-1)?.key.startsWith('2026-04')).toBe(true);
      if (span <= 90) expect(bars).toHaveLength(span);
    }
  });
});
