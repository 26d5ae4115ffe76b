import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import { encodePcm16 } from '../../audio/pcm16.ts';

/** The longest question that is kept; what is said after that is dropped. */
export const LONGEST_QUESTION_SECONDS = 60;
const MOST_SAMPLES = LONGEST_QUESTION_SECONDS * SAMPLE_RATE;

/** Audio of a question, collected here: it never goes to the server's input buffer. */
export class QuestionAudio {
  #pieces: Int16Array[] = [];
  #count = 0;
  #full = false;

  /** Keeps the samples. Returns true once: when the first of them had to be dropped. */
  push(samples: Int16Array): boolean {
    const kept = samples.slice(0, MOST_SAMPLES - this.#count);
    if (kept.length > 0) this.#pieces.push(kept);
    this.#count += kept.length;
    const overflows = kept.length < samples.length && !this.#full;
    if (overflows) this.#full = true;
    return overflows;
  }

  /** All of it as base64 of PCM16, and nothing is left behind. */
  take(): string {
    const whole = new Int16Array(this.#count);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.clear();
    return encodePcm16(whole);
  }

  /** Forgets what was said. */
  clear(): void {
    this.#pieces = [];
    this.#count = 0;
    this.#full = false;
  }
}
