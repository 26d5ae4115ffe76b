import type { Usage } from '../../../contract/session.ts';
import { noUsage } from '../../../contract/session.ts';
import { compactionWith } from '../../../main/core/usage/compaction.ts';
import { costOf, uncachedCostOf } from '../../../main/core/usage/cost.ts';
import { dollarsText, type Money } from '../../../main/core/usage/money.ts';
import { nextTurn } from '../../../main/core/usage/next-turn.ts';
import shipped from '../../../main/core/usage/prices.json' with { type: 'json' };
import { type ModelPrice, readPrices } from '../../../main/core/usage/prices.ts';
import { addUsage, cachedOf, inputOf } from '../../../main/core/usage/usage.ts';

const { models } = readPrices(JSON.stringify(shipped));
/** The models in whose money a lesson is counted. */
export const pricedModels = ['gpt-realtime-2.1', 'gpt-realtime-2.1-mini'] as const;

/** What one client's lesson was billed. */
export interface LessonFigures {
  readonly client: string;
  readonly responses: number;
  readonly inputTokens: number;
  /** Tokens of the first prompt: instructions and tools. */
  readonly prefixTokens: number;
  /** Of all input, 0 to 1. */
  readonly cachedShare: number;
  /** The response from which on something came from the cache; null: none did. */
  readonly firstCached: number | null;
  /** Exact US dollars by model, with the cache and as if there were none. */
  readonly dollars: Readonly<Record<string, { readonly paid: string; readonly uncached: string }>>;
}

/** The figures of a lesson. */
export function figuresOf(client: string, billed: readonly Usage[]): LessonFigures {
  const total = billed.reduce(addUsage, noUsage);
  const first = billed.findIndex((usage) => cachedOf(usage) > 0);
  return {
    client,
    responses: billed.length,
    inputTokens: inputOf(total),
    prefixTokens: inputOf(billed[0] ?? noUsage),
    cachedShare: cachedOf(total) / Math.max(1, inputOf(total)),
    firstCached: first === -1 ? null : first + 1,
    dollars: Object.fromEntries(
      pricedModels.map((model) => {
        const price = priceOf(model);
        const paid = dollarsText(costOf(total, price) ?? 0n);
        return [model, { paid, uncached: dollarsText(uncachedCostOf(total, price) ?? 0n) }];
      }),
    ),
  };
}

/** How well the cost of each response was told from those before it. */
export interface EstimateFigures {
  readonly model: string;
  readonly turns: number;
  /** Mean of the errors without their sign, of what was billed: 0.05 is five per cent. */
  readonly meanError: number;
  readonly worstError: number;
  /** All estimates against all bills: below 0 is too low. */
  readonly bias: number;
}

/** Estimates every response from the ones before, from the `from`th on, and looks what it was. */
export function estimateFigures(
  model: (typeof pricedModels)[number],
  billed: readonly Usage[],
  from = 2,
): EstimateFigures {
  const price = priceOf(model);
  const target = { kind: 'partner', host: '', model: 'practice-partner' } as const;
  const context = {
    begin: billed[0]?.inputText ?? 0,
    compaction: compactionWith(target),
    isWarm: true,
  };
  const pairs = billed.flatMap((usage, index): { told: number; was: number }[] => {
    const expected = index < from ? null : nextTurn(billed.slice(0, index), context);
    if (expected === null) return [];
    return [{ told: dollars(costOf(expected, price)), was: dollars(costOf(usage, price)) }];
  });
  const errors = pairs.map(({ told, was }) => Math.abs(told - was) / was);
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  return {
    model,
    turns: pairs.length,
    meanError: sum(errors) / Math.max(1, errors.length),
    worstError: Math.max(0, ...errors),
    bias: sum(pairs.map(({ told }) => told)) / sum(pairs.map(({ was }) => was)) - 1,
  };
}

function priceOf(model: string): ModelPrice {
  const price = models.get(model);
  if (price === undefined) throw new Error(`${model} is not in the price file.`);
  return price;
}

function dollars(money: Money | null): number {
  return Number(dollarsText(money ?? 0n));
}
