import { SAMPLES_A_MILLISECOND } from '../conversation/item.ts';
import { Refusal } from '../protocol/refusal.ts';

/** Ten minutes: 28.8 MB. What would go beyond is refused. */
const MOST_SAMPLES = 600 * 1000 * SAMPLES_A_MILLISECOND;

/** Audio that was appended and not yet committed. Positions count all samples of the session. */
export class InputBuffer {
  #chunks: Int16Array[] = [];
  #start = 0;
  #end = 0;

  /** Where the next sample goes. */
  get end(): number {
    return this.#end;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  append(samples: Int16Array): void {
    if (this.length + samples.length > MOST_SAMPLES) {
      throw new Refusal(
        'input_audio_buffer_full',
        'Error appending to the input audio buffer: it holds 10 minutes at most. This audio was dropped; commit or clear the buffer.',
        'audio',
      );
    }
    this.#chunks.push(samples);
    this.#end += samples.length;
  }

  /** Takes what lies between two positions, and drops what lies before them. */
  take(from: number, to: number): Int16Array {
    const whole = this.#join();
    const first = clamp(from - this.#start, whole.length);
    const last = Math.max(first, clamp(to - this.#start, whole.length));
    this.#chunks = [whole.subarray(last)];
    this.#start += last;
    return whole.slice(first, last);
  }

  takeAll(): Int16Array {
    return this.take(this.#start, this.#end);
  }

  clear(): void {
    this.#chunks = [];
    this.#start = this.#end;
  }

  /** Drops whole chunks from the beginning until dropping another would leave fewer samples than this. */
  keepLast(samples: number): void {
    while (this.#chunks[0] !== undefined && this.length - this.#chunks[0].length >= samples) {
      this.#start += this.#chunks[0].length;
      this.#chunks.shift();
    }
  }

  #join(): Int16Array {
    const whole = new Int16Array(this.length);
    let offset = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, offset);
      offset += chunk.length;
    }
    return whole;
  }
}

function clamp(position: number, length: number): number {
  return Math.max(0, Math.min(length, position));
}
