import type { Recognizer } from '../listening/recognizer.ts';
import type { DetectorOptions, VoiceDetector } from '../session/services.ts';
import type { Synthesizer } from '../speech/synthesizer.ts';

const SAMPLES_A_MILLISECOND = 24;

/** Speaks every word for exactly 100 ms, in samples of 1,000. */
export const scriptedSynthesizer: Synthesizer = {
  speak(text) {
    const words = (text.match(/\s*\S+/g) ?? []).map((word, index) => ({
      text: word,
      atMilliseconds: index * 100,
    }));
    return {
      words,
      samples: new Int16Array(words.length * 100 * SAMPLES_A_MILLISECOND).fill(1000),
    };
  },
};

/** Hears the reply whose number, from 1, is the value of the samples; 0 is silence, others unclear. */
export const scriptedRecognizer: Recognizer = {
  *prepare() {},
  recognize(samples, choices) {
    const value = samples.find((sample) => sample !== 0) ?? 0;
    if (value === 0) return { kind: 'silence' };
    const choice = choices[value - 1];
    if (choice !== undefined) return { kind: 'heard', id: choice.id, margin: 1 };
    return { kind: 'unsure', best: choices[0]?.id ?? '', margin: 0 };
  },
};

/** Base64 of so many milliseconds of samples of one value. */
export function tone(value: number, milliseconds: number): string {
  const samples = new Int16Array(milliseconds * SAMPLES_A_MILLISECOND).fill(value);
  return Buffer.from(samples.buffer).toString('base64');
}

/** Finds speech where samples are not 0, to the sample; the padding and the silence count as documented. */
export class ScriptedDetector implements VoiceDetector {
  readonly #options: DetectorOptions;
  #at = 0;
  #quietSince: number | null = null;
  #speaking = false;

  constructor(options: DetectorOptions) {
    this.#options = options;
  }

  push(samples: Int16Array) {
    const events: { kind: 'started' | 'stopped'; atMilliseconds: number }[] = [];
    for (const sample of samples) {
      const event = this.#step(sample !== 0);
      if (event !== null) events.push({ kind: event, atMilliseconds: this.#date(event) });
      this.#at += 1;
    }
    return events;
  }

  #date(event: 'started' | 'stopped'): number {
    const at = this.#at / SAMPLES_A_MILLISECOND;
    return event === 'started' ? at - this.#options.prefixPaddingMilliseconds : at;
  }

  #step(isLoud: boolean): 'started' | 'stopped' | null {
    if (isLoud) {
      this.#quietSince = null;
      if (this.#speaking) return null;
      this.#speaking = true;
      return 'started';
    }
    this.#quietSince ??= this.#at;
    const quiet = (this.#at - this.#quietSince) / SAMPLES_A_MILLISECOND;
    if (!this.#speaking || quiet < this.#options.silenceMilliseconds) return null;
    this.#speaking = false;
    return 'stopped';
  }
}
