import type { Meter } from '../../../contract/meter.ts';
import { judgeBudget, type Limits, type Used } from './budget.ts';
import { costOf } from './cost.ts';
import type { Compaction } from './lesson-rates.ts';
import { exactDollars, type Money, microDollars } from './money.ts';
import { nextTurn } from './next-turn.ts';
import type { Quote } from './price-shelf.ts';
import type { ModelPrice } from './prices.ts';
import type { Tally } from './tally.ts';
import { cachedShare } from './usage.ts';

/** All that the meter is read from. */
export interface MeterQuestion {
  readonly model: string;
  readonly quote: Quote<ModelPrice>;
  readonly tally: Tally;
  readonly compaction: Compaction | null;
  /** False once the cache has been left alone for too long. */
  readonly isWarm: boolean;
  readonly seconds: number;
  readonly limits: Limits;
  readonly ending: boolean;
  readonly forecast: Meter['forecast'];
  readonly prices: Meter['prices'];
}

/** Shorter, a cost a minute means nothing. */
const LEAST_SECONDS = 20;

/** What the page shows of a conversation's cost. Pure. */
export function readMeter(question: MeterQuestion): Meter {
  const { model, quote, tally, seconds, limits, ending, forecast, prices } = question;
  const { transcription } = tally;
  return {
    model,
    pricing: quote.kind,
    seconds,
    cost: micro(tally.cost),
    perMinute: perMinute(tally.cost, seconds),
    cachedShare: cachedShare(tally.usage),
    saved:
      tally.cost === null || tally.uncached === null ? null : saved(tally.uncached, tally.cost),
    next: nextCost(question),
    pictures: pictureRate(quote),
    transcription: {
      seconds: transcription.milliseconds / 1000,
      tokens: transcription.tokens,
      cost: micro(transcription.cost),
    },
    budget: judgeBudget(limits, usedOf(tally, seconds), ending),
    forecast,
    prices,
  };
}

/** What a budget is held against: time, and all money of which the price is known. */
export function usedOf(tally: Tally, seconds: number): Used {
  const { cost } = tally;
  return { seconds, cost: cost === null ? null : cost + (tally.transcription.cost ?? 0n) };
}

function perMinute(cost: Money | null, seconds: number): number | null {
  if (cost === null || seconds < LEAST_SECONDS) return null;
  return microDollars((cost * 60_000n) / BigInt(Math.round(seconds * 1000)));
}

/** A cached token is never dearer than a fresh one, unless a price file says so. */
function saved(uncached: Money, cost: Money): number {
  return uncached > cost ? microDollars(uncached - cost) : 0;
}

function nextCost({ tally, quote, compaction, isWarm }: MeterQuestion): number | null {
  if (quote.kind !== 'known') return null;
  const next = nextTurn(tally.recent, { begin: tally.begin, compaction, isWarm });
  return next === null ? null : micro(costOf(next, quote.price));
}

/** What a million tokens of pictures cost, where they are not served from the cache. */
function pictureRate(quote: Quote<ModelPrice>): number | null {
  if (quote.kind !== 'known' || quote.price.image === undefined) return null;
  return micro(exactDollars(quote.price.image.in));
}

function micro(money: Money | null): number | null {
  return money === null ? null : microDollars(money);
}
