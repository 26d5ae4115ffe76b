import { noUsage, type Usage } from '../../../contract/session.ts';
import { cacheable } from './cache-rule.ts';
import type { Compaction } from './lesson-rates.ts';
import { cachedOf, inputOf } from './usage.ts';

/** Responses that the expectation is averaged over. */
const LOOK_BACK = 5;
/** A first turn of the learner that nothing is known of: five seconds at ten tokens a second. */
const FIRST_HEARD_TOKENS = 50;

/** What is known of the session besides its bills. */
export interface TurnContext {
  /** Tokens of instructions and tools. */
  readonly begin: number;
  readonly compaction: Compaction | null;
  /** False once the cache has been left alone for too long. */
  readonly isWarm: boolean;
}

/**
 * What the next response is likely to be billed for, given the responses of the conversation so
 * far, oldest first; null before the first. The whole conversation is billed again: what the last
 * prompt held, from the cache as far as the cache has kept its promise; then the last answer and
 * the next turn of the learner, fresh; and an answer as long as the recent ones. When that is more
 * than the session holds, it is compacted first, and what is left is fresh again.
 */
export function nextTurn(responses: readonly Usage[], context: TurnContext): Usage | null {
  const recent = responses.slice(-LOOK_BACK - 1);
  const last = recent.at(-1);
  if (last === undefined) return null;
  const heard = heardOf(recent);
  const answers = recent.slice(-LOOK_BACK);
  const kept = context.isWarm ? keptPromise(recent) : 0;
  const cached = Math.round(cacheable(inputOf(last)) * kept);
  const grown = {
    ...noUsage,
    inputText: last.inputText + last.outputText + heard.text,
    inputAudio: last.inputAudio + last.outputAudio + heard.audio,
    inputImage: last.inputImage,
    ...layOut(last, cached),
  };
  return {
    ...compacted(grown, context),
    outputText: mean(answers.map((usage) => usage.outputText)),
    outputAudio: mean(answers.map((usage) => usage.outputAudio)),
  };
}

/** The oldest goes, in equal shares; only instructions and tools begin as they did. */
function compacted(prompt: Usage, { begin, compaction, isWarm }: TurnContext): Usage {
  const spoken = inputOf(prompt) - begin;
  if (compaction === null || spoken <= compaction.limit) return prompt;
  const share = compaction.keep / spoken;
  const beginText = Math.min(begin, prompt.inputText);
  return {
    ...noUsage,
    inputText: beginText + Math.round((prompt.inputText - beginText) * share),
    inputAudio: Math.round(prompt.inputAudio * share),
    inputImage: Math.round(prompt.inputImage * share),
    cachedText: isWarm ? Math.min(beginText, cacheable(begin)) : 0,
  };
}

/** What a turn of the learner added: what a prompt has more than the one before and its answer. */
function heardOf(recent: readonly Usage[]): { text: number; audio: number } {
  const grown = pairs(recent)
    .map(([before, after]) => ({
      text: after.inputText - before.inputText - before.outputText,
      audio: after.inputAudio - before.inputAudio - before.outputAudio,
    }))
    // A prompt that shrank was truncated, and says nothing of the turn.
    .filter(({ text, audio }) => text + audio >= 0);
  if (grown.length === 0) return { text: 0, audio: FIRST_HEARD_TOKENS };
  return {
    text: mean(grown.map(({ text }) => Math.max(0, text))),
    audio: mean(grown.map(({ audio }) => Math.max(0, audio))),
  };
}

/** How much of what could be served from the cache was, of late: 0 to 1. */
function keptPromise(recent: readonly Usage[]): number {
  const kept = pairs(recent).flatMap(([before, after]) => {
    const possible = cacheable(inputOf(before));
    const hasShrunk = inputOf(after) < inputOf(before);
    return possible === 0 || hasShrunk ? [] : [Math.min(1, cachedOf(after) / possible)];
  });
  if (kept.length === 0) return 1;
  return kept.reduce((sum, share) => sum + share, 0) / kept.length;
}

/** The cached tokens of `prompt` by modality. What is missing is missing at the end: speech first. */
function layOut(
  prompt: Usage,
  cached: number,
): Pick<Usage, 'cachedText' | 'cachedAudio' | 'cachedImage'> {
  const missing = Math.max(0, inputOf(prompt) - cached);
  const cachedAudio = Math.max(0, prompt.inputAudio - missing);
  const still = missing - (prompt.inputAudio - cachedAudio);
  const cachedImage = Math.max(0, prompt.inputImage - still);
  const left = still - (prompt.inputImage - cachedImage);
  return { cachedText: Math.max(0, prompt.inputText - left), cachedAudio, cachedImage };
}

function pairs(usages: readonly Usage[]): [Usage, Usage][] {
  return usages.slice(1).map((after, index) => [usages[index] ?? noUsage, after]);
}

function mean(numbers: readonly number[]): number {
  return Math.round(numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length));
}
