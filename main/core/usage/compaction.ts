import type { RealtimeTruncationRetentionRatio } from 'openai/resources/realtime/realtime';
import type { Target } from '../realtime/endpoint.ts';
import { assumedRates, type Compaction, type LessonRates } from './lesson-rates.ts';
import shipped from './prices.json' with { type: 'json' };
import { type ModelPrice, readPrices } from './prices.ts';

/** Ten minutes of talk at the assumed rates: what a partner is to remember at the least. */
const KEEP_TOKENS = 9000;
/**
 * The types of the Realtime API: a context of 32k with 4,096 tokens of output holds 28,224. Room
 * is left for the longest instructions.
 */
const MOST_TOKENS = 26_000;
/** Where the price is unknown: a fresh token costs this many times a cached one (text, at OpenAI). */
const USUAL_FACTOR = 10;

/**
 * At how many tokens behind the instructions the conversation is to be compacted, and to how many.
 * With `keep` (K) fixed, a turn at the limit L costs on average (K + L) / 2 cached tokens to carry
 * the conversation, and K · growth / (L − K) tokens that the compaction made fresh again. The sum
 * is least at L = K + √(2 · growth · K · (fresh − cached) / cached).
 */
export function compactionFor(
  price: ModelPrice | null,
  rates: LessonRates = assumedRates,
): Compaction {
  const text = rates.heardText + rates.answerText;
  const audio = rates.heardAudio + rates.answerAudio;
  const factor = price === null ? USUAL_FACTOR : freshOverCached(price, { text, audio });
  const span = Math.sqrt(2 * (text + audio) * KEEP_TOKENS * Math.max(0, factor - 1));
  // Never so near that most turns would compact, never beyond what the model holds.
  const limit = Math.min(MOST_TOKENS, Math.max(KEEP_TOKENS * 1.5, KEEP_TOKENS + span));
  return { limit: Math.round(limit), keep: KEEP_TOKENS };
}

const published = readPrices(JSON.stringify(shipped)).models;

/**
 * When a conversation with `target` is compacted. It depends on the model alone, so that it is
 * the same for every connection. Null where the endpoint may refuse it: servers that speak a part
 * of the protocol reject a session with a field that they do not know.
 */
export function compactionWith(target: CompactionTarget): Compaction | null {
  const isAzure = target.kind === 'custom' && /\.openai\.azure\.com(:\d+)?$/.test(target.host);
  if (target.kind === 'custom' && !isAzure) return null;
  return compactionFor(published.get(target.model) ?? null);
}

type CompactionTarget = Pick<Target, 'kind' | 'host' | 'model'>;

/** What a session with `target` is told of it. */
export function truncationFor(target: CompactionTarget): RealtimeTruncationRetentionRatio | null {
  const compaction = compactionWith(target);
  return compaction === null ? null : truncationOf(compaction);
}

/** The same as the API takes it. */
function truncationOf({ limit, keep }: Compaction): RealtimeTruncationRetentionRatio {
  return {
    type: 'retention_ratio',
    retention_ratio: Math.round((keep / limit) * 100) / 100,
    token_limits: { post_instructions: limit },
  };
}

function freshOverCached(
  { text, audio }: ModelPrice,
  tokens: { readonly text: number; readonly audio: number },
): number {
  const fresh = tokens.text * (text?.in ?? 0) + tokens.audio * (audio?.in ?? 0);
  const cached =
    tokens.text * (text?.cached ?? text?.in ?? 0) +
    tokens.audio * (audio?.cached ?? audio?.in ?? 0);
  return cached > 0 ? fresh / cached : USUAL_FACTOR;
}
