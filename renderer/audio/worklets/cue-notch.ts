import { cueLength, cueShapes } from './cue-sounds.ts';
import { type CueName, SAMPLE_RATE } from './messages.ts';

/** How long after its end a cue may still be heard: 400 ms cover wireless phones and a room. */
const ECHO = 0.4 * SAMPLE_RATE;

/** The last samples of a notch, over which it gives way to the plain sound: 20 ms. */
const FADE = 0.02 * SAMPLE_RATE;

/** Three notches side by side, in hertz: together at least 40 dB wherever a pulse has its energy. */
const OFFSETS = [-14, 0, 14];
const WIDTH = 90;

/** A second-order notch (bilinear transform): `WIDTH` is where it takes 3 dB. */
class Notch {
  readonly #gain: number;
  readonly #turn: number;
  readonly #decay: number;
  #x1 = 0;
  #x2 = 0;
  #y1 = 0;
  #y2 = 0;

  constructor(frequency: number) {
    const alpha = Math.tan((Math.PI * WIDTH) / SAMPLE_RATE);
    this.#gain = 1 / (1 + alpha);
    this.#turn = -2 * Math.cos((2 * Math.PI * frequency) / SAMPLE_RATE) * this.#gain;
    this.#decay = (1 - alpha) * this.#gain;
  }

  process(x: number): number {
    const y =
      this.#gain * (x + this.#x2) + this.#turn * (this.#x1 - this.#y1) - this.#decay * this.#y2;
    this.#x2 = this.#x1;
    this.#x1 = x;
    this.#y2 = this.#y1;
    this.#y1 = y;
    return y;
  }
}

interface Band {
  readonly frequency: number;
  readonly notches: readonly Notch[];
  /** Samples until it closes. */
  left: number;
}

/**
 * Takes the app's own cues out of what the microphone hears, for as long as they and their echo can
 * arrive. Only the narrow bands of the tones are missing, so that a word said meanwhile passes; at
 * any other time a sample passes as it is.
 */
export class CueNotch {
  #bands: Band[] = [];

  /** `cue` was asked for now. */
  expect(cue: CueName): void {
    const { frequency } = cueShapes[cue];
    const left = cueLength(cue) + ECHO;
    const open = this.#bands.find((band) => band.frequency === frequency);
    if (open !== undefined) {
      open.left = Math.max(open.left, left);
      return;
    }
    const notches = OFFSETS.map((offset) => new Notch(frequency + offset));
    this.#bands.push({ frequency, notches, left });
  }

  /** One sample of the microphone, without the cues that can be in it. */
  process(sample: number): number {
    if (this.#bands.length === 0) return sample;
    let result = sample;
    let over = false;
    for (const band of this.#bands) {
      let filtered = result;
      for (const notch of band.notches) filtered = notch.process(filtered);
      const share = Math.min(1, band.left / FADE);
      result = share * filtered + (1 - share) * result;
      band.left -= 1;
      over ||= band.left <= 0;
    }
    if (over) this.#bands = this.#bands.filter(({ left }) => left > 0);
    return result;
  }
}
