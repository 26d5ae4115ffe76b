import type { UsageGroup, UsageRange } from '../../../contract/usage-report.ts';

/** What several groups come to. */
export interface UsageSum {
  readonly key: string;
  readonly responses: number;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Millionths of a dollar, of what has a known price. */
  readonly cost: number;
  readonly unpriced: number;
}

/** What is drawn: money or tokens. */
export type Measure = 'cost' | 'tokens';

/** The lengths that can be looked at, in days. */
export const spans = [7, 30, 90, 365] as const;
export type Span = (typeof spans)[number];

/** More bars than this cannot be told apart: months are drawn in the place of days. */
const MOST_BARS = 92;

/** The last `span` days, today included. */
export function rangeOf(span: Span, today: Date): UsageRange {
  const from = new Date(today.getFullYear(), today.getMonth(), today.getDate() - span + 1);
  return { from: dayOf(from), to: dayOf(today) };
}

/** Sums by what `keyOf` says; the dearest first, and of equals the one with most tokens. */
export function sumBy(
  groups: readonly UsageGroup[],
  keyOf: (group: UsageGroup) => string,
): readonly UsageSum[] {
  const sums = new Map<string, UsageSum>();
  for (const group of groups) {
    const key = keyOf(group);
    sums.set(key, plus(sums.get(key) ?? nothing(key), group));
  }
  return [...sums.values()].sort((a, b) => b.cost - a.cost || tokensOf(b) - tokensOf(a));
}

/** All of it in one sum. */
export function sumAll(groups: readonly UsageGroup[]): UsageSum {
  return groups.reduce(plus, nothing(''));
}

/** One sum for each day of the range, or for each month of a long one; empty ones included. */
export function sumByTime(groups: readonly UsageGroup[], range: UsageRange): readonly UsageSum[] {
  const days = daysOf(range);
  const length = days.length > MOST_BARS ? 'YYYY-MM'.length : 'YYYY-MM-DD'.length;
  const keys = [...new Set(days.map((day) => day.slice(0, length)))];
  const sums = new Map(
    sumBy(groups, ({ day }) => day.slice(0, length)).map((sum) => [sum.key, sum]),
  );
  return keys.map((key) => sums.get(key) ?? nothing(key));
}

export function tokensOf({ input, output }: UsageSum): number {
  return input + output;
}

export function amountOf(sum: UsageSum, measure: Measure): number {
  return measure === 'cost' ? sum.cost : tokensOf(sum);
}

function daysOf({ from, to }: UsageRange): string[] {
  const days: string[] = [];
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  // Noon, so that a clock that is put forward or back does not skip a day.
  for (let at = new Date(year, month - 1, day, 12); days.length < 400; ) {
    const name = dayOf(at);
    if (name > to) break;
    days.push(name);
    at = new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1, 12);
  }
  return days;
}

function dayOf(moment: Date): string {
  const month = String(moment.getMonth() + 1).padStart(2, '0');
  return `${moment.getFullYear()}-${month}-${String(moment.getDate()).padStart(2, '0')}`;
}

function nothing(key: string): UsageSum {
  return { key, responses: 0, input: 0, cached: 0, output: 0, cost: 0, unpriced: 0 };
}

function plus(sum: UsageSum, { usage, responses, cost, unpriced }: UsageGroup): UsageSum {
  return {
    key: sum.key,
    responses: sum.responses + responses,
    input: sum.input + usage.inputText + usage.inputAudio + usage.inputImage,
    cached: sum.cached + usage.cachedText + usage.cachedAudio + usage.cachedImage,
    output: sum.output + usage.outputText + usage.outputAudio,
    cost: sum.cost + cost,
    unpriced: sum.unpriced + unpriced,
  };
}
