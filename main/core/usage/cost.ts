import type { TranscriptionUsage, Usage } from '../../../contract/session.ts';
import { type Money, millisecondsAt, tokensAt } from './money.ts';
import type { ModelPrice, TranscriptionPrice } from './prices.ts';

/** What these tokens cost; null where a rate that they need is unknown. */
export function costOf(usage: Usage, price: ModelPrice): Money | null {
  const { text, audio, image } = price;
  return sumOf([
    [usage.inputText - usage.cachedText, text?.in],
    [usage.cachedText, text?.cached],
    [usage.inputAudio - usage.cachedAudio, audio?.in],
    [usage.cachedAudio, audio?.cached],
    [usage.inputImage - usage.cachedImage, image?.in],
    [usage.cachedImage, image?.cached],
    [usage.outputText, text?.out],
    [usage.outputAudio, audio?.out],
  ]);
}

/** What they would have cost without a cache. */
export function uncachedCostOf(usage: Usage, price: ModelPrice): Money | null {
  return costOf({ ...usage, cachedText: 0, cachedAudio: 0, cachedImage: 0 }, price);
}

/** What a transcription cost; null where its rate is unknown. */
export function transcriptionCost(
  usage: TranscriptionUsage,
  price: TranscriptionPrice,
): Money | null {
  if (usage.kind === 'duration') {
    return price.minute === undefined ? null : millisecondsAt(usage.milliseconds, price.minute);
  }
  return sumOf([
    [usage.inputText, price.text?.in],
    [usage.inputAudio, price.audio?.in],
    [usage.outputText, price.text?.out],
  ]);
}

type Part = readonly [tokens: number, dollarsPerMillion: number | undefined];

/** A part without tokens needs no rate. */
function sumOf(parts: readonly Part[]): Money | null {
  let sum = 0n;
  for (const [tokens, rate] of parts) {
    if (tokens <= 0) continue;
    if (rate === undefined) return null;
    sum += tokensAt(tokens, rate);
  }
  return sum;
}
