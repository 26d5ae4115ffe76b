import { noUsage, type TranscriptionUsage, type Usage } from '../../../contract/session.ts';
import { costOf, transcriptionCost, uncachedCostOf } from './cost.ts';
import type { Money } from './money.ts';
import type { Quote } from './price-shelf.ts';
import type { ModelPrice, TranscriptionPrice } from './prices.ts';
import { addUsage } from './usage.ts';

/** The sums of one conversation. A sum in money is null once a part of it has no known price. */
export interface Tally {
  readonly usage: Usage;
  readonly cost: Money | null;
  /** What all of it would have cost without a cache. */
  readonly uncached: Money | null;
  /** Tokens of the first prompt: instructions and tools, and a first turn at most. */
  readonly begin: number;
  /** The last responses, oldest first. */
  readonly recent: readonly Usage[];
  readonly transcription: {
    readonly milliseconds: number;
    readonly tokens: number;
    readonly cost: Money | null;
  };
}

export const emptyTally: Tally = {
  usage: noUsage,
  cost: 0n,
  uncached: 0n,
  begin: 0,
  recent: [],
  transcription: { milliseconds: 0, tokens: 0, cost: 0n },
};

const MOST_RECENT = 8;

/** What a response cost; null where that is not known. */
export function responseCost(usage: Usage, quote: Quote<ModelPrice>): Money | null {
  if (quote.kind === 'free') return 0n;
  return quote.kind === 'known' ? costOf(usage, quote.price) : null;
}

/** What a transcription cost; null where that is not known. */
export function wordsCost(
  usage: TranscriptionUsage,
  quote: Quote<TranscriptionPrice>,
): Money | null {
  if (quote.kind === 'free') return 0n;
  return quote.kind === 'known' ? transcriptionCost(usage, quote.price) : null;
}

/** With one response more. */
export function withResponse(tally: Tally, usage: Usage, quote: Quote<ModelPrice>): Tally {
  const uncached = quote.kind === 'known' ? uncachedCostOf(usage, quote.price) : null;
  return {
    ...tally,
    usage: addUsage(tally.usage, usage),
    cost: plus(tally.cost, responseCost(usage, quote)),
    uncached: plus(tally.uncached, quote.kind === 'free' ? 0n : uncached),
    begin: tally.recent.length === 0 ? usage.inputText : tally.begin,
    recent: [...tally.recent, usage].slice(-MOST_RECENT),
  };
}

/** With the transcription of one turn more. */
export function withTranscription(
  tally: Tally,
  usage: TranscriptionUsage,
  quote: Quote<TranscriptionPrice>,
): Tally {
  const { milliseconds, tokens, cost } = tally.transcription;
  const isTimed = usage.kind === 'duration';
  const added = isTimed ? 0 : usage.inputText + usage.inputAudio + usage.outputText;
  return {
    ...tally,
    transcription: {
      milliseconds: milliseconds + (isTimed ? usage.milliseconds : 0),
      tokens: tokens + added,
      cost: plus(cost, wordsCost(usage, quote)),
    },
  };
}

function plus(sum: Money | null, part: Money | null): Money | null {
  return sum === null || part === null ? null : sum + part;
}
