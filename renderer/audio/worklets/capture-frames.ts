import { CueNotch } from './cue-notch.ts';
import { LevelMeter } from './level-meter.ts';
import {
  type CapturedFrame,
  type CaptureMessage,
  type CueName,
  FRAME_SAMPLES,
  SAMPLE_RATE,
} from './messages.ts';
import { PreRoll } from './pre-roll.ts';
import { Take } from './take.ts';

/** Frames kept while the gate is closed: the first that reach 300 ms, so that no word is clipped. */
export const PRE_ROLL_FRAMES = Math.ceil((0.3 * SAMPLE_RATE) / FRAME_SAMPLES);

/** Samples of nothing but zeros after which a stream counts as silent: two seconds. */
export const SILENCE_SAMPLES = 2 * SAMPLE_RATE;

const NOTHING = new Int16Array(0);

/**
 * Turns blocks of the microphone into PCM16 frames of one quantum.
 * While the gate is closed the newest 300 ms are kept, and they open the next stream. Each sample
 * leaves at most once, in order. Messages are reused: one is valid only during `emit`.
 */
export class CaptureFrames {
  readonly #emit: (message: CaptureMessage) => void;
  readonly #meter: LevelMeter;
  readonly #notch = new CueNotch();
  readonly #recording: Take;
  readonly #preRoll = new PreRoll(PRE_ROLL_FRAMES, FRAME_SAMPLES);
  readonly #block = new Int16Array(FRAME_SAMPLES);
  readonly #frame: CapturedFrame;
  #filled = 0;
  #open = false;
  /** Zeros since the gate opened, or null once a sample was not zero. */
  #zeros: number | null = null;
  #toldSilent = false;

  constructor(emit: (message: CaptureMessage) => void) {
    this.#emit = emit;
    this.#meter = new LevelMeter(emit);
    this.#recording = new Take((samples) => emit({ kind: 'take', samples }));
    this.#frame = { kind: 'frame', stream: 0, sequence: 0, last: false, samples: NOTHING };
  }

  /** Begins `stream`, with what was kept or without it. A stream that is open is ended before. */
  open(stream: number, preRoll = true): void {
    this.close();
    this.#open = true;
    this.#zeros = 0;
    this.#frame.stream = stream;
    this.#frame.sequence = 0;
    if (!preRoll) this.#forgetKept();
    this.#preRoll.drain((block) => this.#send(block, false));
  }

  /** Ends the open stream with what is left, which may be nothing. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    const rest = this.#filled === 0 ? NOTHING : this.#block.slice(0, this.#filled);
    this.#filled = 0;
    this.#send(rest, true);
  }

  /** The loudspeaker plays `cue` now: it is none of what the learner says. */
  cue(cue: CueName): void {
    this.#notch.expect(cue);
  }

  /** Hands over the next so many samples in one message, whatever the gate does; 0 calls it off. */
  record(samples: number): void {
    this.#recording.begin(samples);
  }

  /** Takes one render quantum of any number of channels; none means that no device is there. */
  process(channels: readonly Float32Array[]): void {
    const [left, right] = channels;
    if (left === undefined) {
      this.#forget();
      return;
    }
    for (let index = 0; index < left.length; index += 1) {
      const first = left[index] ?? 0;
      const sample = right === undefined ? first : (first + (right[index] ?? 0)) / 2;
      this.#take(toPcm16(this.#notch.process(sample)));
    }
  }

  /** What was heard before the device was given back must not open a later stream. */
  #forget(): void {
    if (!this.#open) this.#forgetKept();
  }

  #forgetKept(): void {
    this.#preRoll.clear();
    this.#filled = 0;
  }

  #take(sample: number): void {
    this.#meter.add(sample / 0x8000);
    this.#recording.add(sample);
    if (this.#open && this.#zeros !== null) this.#listen(sample, this.#zeros);
    this.#block[this.#filled] = sample;
    this.#filled += 1;
    if (this.#filled < FRAME_SAMPLES) return;
    this.#filled = 0;
    if (this.#open) this.#send(this.#block, false);
    else this.#preRoll.keep(this.#block);
  }

  #listen(sample: number, zeros: number): void {
    this.#zeros = sample === 0 ? zeros + 1 : null;
    if (sample === 0 && zeros + 1 === SILENCE_SAMPLES) this.#tellSilence(true);
    if (sample !== 0 && this.#toldSilent) this.#tellSilence(false);
  }

  #tellSilence(silent: boolean): void {
    this.#toldSilent = silent;
    this.#emit({ kind: 'silence', silent });
  }

  #send(samples: Int16Array, last: boolean): void {
    this.#frame.samples = samples;
    this.#frame.last = last;
    this.#emit(this.#frame);
    this.#frame.sequence += 1;
  }
}

/** A sample from -1 to 1 as PCM16, so that PCM16 which became a float comes back as it was. */
function toPcm16(sample: number): number {
  const scaled = Math.round(sample * 0x8000);
  if (scaled > 0x7fff) return 0x7fff;
  if (scaled < -0x8000) return -0x8000;
  return Number.isNaN(scaled) ? 0 : scaled;
}
