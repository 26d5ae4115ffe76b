import { SAMPLES_A_MILLISECOND } from '../conversation/item.ts';
import type { SpokenWord } from '../speech/spoken-words.ts';
import type { Utterance } from '../speech/synthesizer.ts';

/** Audio of one delta, and the words that begin in it. Times are those of the utterance. */
export interface SpeechChunk {
  readonly samples: Int16Array;
  readonly words: readonly SpokenWord[];
}

// A short first delta starts the speaker at once; longer ones then save events.
const FIRST_MILLISECONDS = 40;
const SECOND_MILLISECONDS = 100;
const LATER_MILLISECONDS = 200;

/** Cuts an utterance into deltas. Every sample and every word is in exactly one of them. */
export function speechChunks({ samples, words }: Utterance): readonly SpeechChunk[] {
  const chunks: SpeechChunk[] = [];
  let word = 0;
  for (let start = 0; start < samples.length; ) {
    const end = Math.min(samples.length, start + lengthOf(chunks.length));
    const isLast = end === samples.length;
    const first = word;
    while (word < words.length && (isLast || beginsBefore(words[word], end))) word += 1;
    chunks.push({ samples: samples.subarray(start, end), words: words.slice(first, word) });
    start = end;
  }
  return chunks;
}

function lengthOf(index: number): number {
  const later = index === 1 ? SECOND_MILLISECONDS : LATER_MILLISECONDS;
  return (index === 0 ? FIRST_MILLISECONDS : later) * SAMPLES_A_MILLISECOND;
}

function beginsBefore(word: SpokenWord | undefined, sample: number): boolean {
  return word !== undefined && word.atMilliseconds * SAMPLES_A_MILLISECOND < sample;
}
