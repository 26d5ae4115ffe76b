import { SAMPLES_A_MILLISECOND } from '../conversation/item.ts';
import type { SpokenWord } from '../speech/spoken-words.ts';
import type { Utterance } from '../speech/synthesizer.ts';

/** Audio of one delta, and the words that begin in it. Times are those of the utterance. */
export interface SpeechChunk {
  readonly samples: Int16Array;
  readonly words: readonly SpokenWord[];
}

// The utterance is there as a whole, so the first delta need not be short: it carries the listener
// over the moments in which this thread is busy with something else.
const DELTA_SAMPLES = 200 * SAMPLES_A_MILLISECOND;

/** Cuts an utterance into deltas. Every sample and every word is in exactly one of them. */
export function speechChunks({ samples, words }: Utterance): readonly SpeechChunk[] {
  const chunks: SpeechChunk[] = [];
  let word = 0;
  for (let start = 0; start < samples.length; ) {
    const end = Math.min(samples.length, start + DELTA_SAMPLES);
    const isLast = end === samples.length;
    const first = word;
    while (word < words.length && (isLast || beginsBefore(words[word], end))) word += 1;
    chunks.push({ samples: samples.subarray(start, end), words: words.slice(first, word) });
    start = end;
  }
  return chunks;
}

function beginsBefore(word: SpokenWord | undefined, sample: number): boolean {
  return word !== undefined && word.atMilliseconds * SAMPLES_A_MILLISECOND < sample;
}
