import { type CueName, SAMPLE_RATE } from './messages.ts';

/** One tone in pulses of a Hann window: a soft sound that lies in a narrow band. */
interface CueShape {
  /** In hertz. C7 and G6: of the notes that please, those where speech has the least to lose. */
  readonly frequency: number;
  readonly pulses: number;
  /** Samples of silence before it: time to take it back when the turn turns out otherwise. */
  readonly lead: number;
}

const SECOND = SAMPLE_RATE;

/** Every cue. The capture side takes the same tones out of what the microphone hears. */
export const cueShapes: Readonly<Record<CueName, CueShape>> = {
  begin: { frequency: 2093, pulses: 1, lead: 0 },
  sent: { frequency: 1568, pulses: 1, lead: 0.06 * SECOND },
  error: { frequency: 1568, pulses: 2, lead: 0 },
};

/** Samples of one pulse: 160 ms, so that 99.95% of it lies within 13 Hz of its tone. */
export const PULSE = 0.16 * SECOND;

/** Of the largest sample: -23 dB, well below a voice. */
const LOUDNESS = 0.07;

/** More cannot sound at once; the oldest makes room. */
const MAX_VOICES = 3;

/** Samples from the moment at which a cue is asked for to its last. */
export function cueLength(cue: CueName): number {
  const { pulses, lead } = cueShapes[cue];
  return lead + pulses * PULSE;
}

/** The sample of `cue` at `index`, counted from the moment at which it was asked for. */
export function cueSample(cue: CueName, index: number): number {
  const { frequency, lead } = cueShapes[cue];
  const at = index - lead;
  if (at < 0 || index >= cueLength(cue)) return 0;
  const window = Math.sin((Math.PI * (at % PULSE)) / PULSE) ** 2;
  return LOUDNESS * window * Math.sin((2 * Math.PI * frequency * at) / SAMPLE_RATE);
}

/** Adds cues to what is played. They belong to no stream and are counted by nobody. */
export class CueVoices {
  #voices: { readonly cue: CueName; at: number }[] = [];

  /** Sounds `cue` from now on, in place of one that is not yet heard; null only takes that back. */
  start(cue: CueName | null): void {
    this.#voices = this.#voices.filter((voice) => voice.at >= cueShapes[voice.cue].lead);
    if (cue !== null) this.#voices = [...this.#voices, { cue, at: 0 }].slice(-MAX_VOICES);
  }

  /** Adds one quantum. */
  mix(output: Float32Array): void {
    if (this.#voices.length === 0) return;
    for (const voice of this.#voices) {
      for (let index = 0; index < output.length; index += 1) {
        output[index] = (output[index] ?? 0) + cueSample(voice.cue, voice.at + index);
      }
      voice.at += output.length;
    }
    this.#voices = this.#voices.filter(({ cue, at }) => at < cueLength(cue));
  }
}
