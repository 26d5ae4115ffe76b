import { Refusal } from '../protocol/refusal.ts';
import { type Item, SAMPLES_A_MILLISECOND, type SpokenAudio } from './item.ts';

/** Where an answer is to end. */
export interface Cut {
  readonly contentIndex: number;
  readonly audioEndMilliseconds: number;
}

/**
 * Drops what was not heard of an answer: the audio after the cut and every word that had not ended by then.
 * Throws a `Refusal` on what is not the partner's audio, and on a cut beyond the audio's length.
 */
export function truncateItem(item: Item, cut: Cut): void {
  const part = item.kind === 'assistant' ? item.parts[cut.contentIndex] : undefined;
  if (part === undefined || part.kind !== 'audio' || part.sampleCount === 0) {
    throw new Refusal(
      'unsupported_content_type',
      'Only model output audio messages can be truncated',
    );
  }
  const milliseconds = millisecondsOf(part);
  if (cut.audioEndMilliseconds > milliseconds) {
    throw new Refusal(
      'invalid_value',
      `Audio content of ${milliseconds}ms is already shorter than ${cut.audioEndMilliseconds}ms`,
    );
  }
  part.isCut = true;
  part.words = wordsHeard(part, cut.audioEndMilliseconds);
  part.sampleCount = cut.audioEndMilliseconds * SAMPLES_A_MILLISECOND;
  if (part.chunks !== null) part.chunks = firstSamples(part.chunks, part.sampleCount);
}

/** Length of spoken audio, in whole milliseconds. */
export function millisecondsOf(audio: SpokenAudio): number {
  return Math.floor(audio.sampleCount / SAMPLES_A_MILLISECOND);
}

function wordsHeard(part: SpokenAudio, end: number): SpokenAudio['words'] {
  const whole = millisecondsOf(part);
  const placed = part.words.map((word, index) => ({
    endMilliseconds: part.words[index + 1]?.atMilliseconds ?? whole,
    ...word,
  }));
  return placed.filter(({ endMilliseconds }) => endMilliseconds <= end);
}

function firstSamples(chunks: readonly Int16Array[], count: number): Int16Array[] {
  const kept: Int16Array[] = [];
  let left = count;
  for (const chunk of chunks) {
    if (left <= 0) break;
    kept.push(chunk.slice(0, left));
    left -= chunk.length;
  }
  return kept;
}
