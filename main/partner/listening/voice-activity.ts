import { FRAME, type FrameMeasure, FrameMeter } from './frame-meter.ts';
import { NoiseFloor } from './noise-floor.ts';

/** As in `turn_detection` of the Realtime API: `threshold` 0 to 1, more asks for louder speech. */
export interface VoiceActivityOptions {
  readonly threshold: number;
  readonly prefixPaddingMilliseconds: number;
  readonly silenceMilliseconds: number;
}

/**
 * A turn's beginning, less the padding but never before the previous end, or its end, the silence
 * that ended it included: milliseconds of the samples pushed so far.
 */
export interface VoiceActivityEvent {
  readonly kind: 'started' | 'stopped';
  readonly atMilliseconds: number;
}

const FRAME_MILLISECONDS = 10;
/** Frames looked back on for a beginning: 120 ms. */
const ONSET_FRAMES = 12;
/** Loud ones among them: a click of 20 ms, smoothed over 30, has 5. */
const LEAST_LOUD = 7;
/** Voiced ones among them: noise that sets in has none, however loud. */
const LEAST_VOICED = 3;
/** Decibels above the noise at threshold 0, what the threshold adds, and what may be lost again within speech. */
const LEAST_RISE = 4;
const THRESHOLD_RISE = 12;
const HYSTERESIS = 4;

/** Finds turns in 24 kHz samples as they come, in pieces of any length. */
export class VoiceActivity {
  readonly #rise: number;
  readonly #padding: number;
  readonly #patience: number;
  readonly #meter = new FrameMeter();
  readonly #floor = new NoiseFloor();
  #rest = new Int16Array(0);
  #now = 0;
  #lastEnd = 0;
  #speaking = false;
  #lastLoud = 0;
  #recent: { readonly loud: boolean; readonly voiced: boolean }[] = [];

  constructor(options: VoiceActivityOptions) {
    this.#rise = LEAST_RISE + THRESHOLD_RISE * Math.max(0, Math.min(1, options.threshold));
    this.#padding = Math.max(0, options.prefixPaddingMilliseconds);
    this.#patience = Math.max(FRAME_MILLISECONDS, options.silenceMilliseconds);
  }

  /** Whether a turn has begun and not ended. */
  get speaking(): boolean {
    return this.#speaking;
  }

  /** Takes the next samples and tells what they brought about, in order. */
  push(samples: Int16Array): VoiceActivityEvent[] {
    const whole = new Int16Array(this.#rest.length + samples.length);
    whole.set(this.#rest);
    whole.set(samples, this.#rest.length);
    const events: VoiceActivityEvent[] = [];
    let at = 0;
    for (; at + FRAME <= whole.length; at += FRAME) {
      const event = this.#step(this.#meter.measure(whole.subarray(at, at + FRAME)));
      if (event !== null) events.push(event);
    }
    this.#rest = whole.slice(at);
    return events;
  }

  #step({ level, voiced }: FrameMeasure): VoiceActivityEvent | null {
    this.#now += FRAME_MILLISECONDS;
    const floor = this.#floor.follow(level);
    const loud = level > floor + this.#rise - (this.#speaking ? HYSTERESIS : 0);
    if (loud) this.#lastLoud = this.#now;
    this.#recent.push({ loud, voiced: loud && voiced() });
    if (this.#recent.length > ONSET_FRAMES) this.#recent.shift();
    return this.#speaking ? this.#stop() : this.#start();
  }

  #start(): VoiceActivityEvent | null {
    const loud = this.#recent.filter((frame) => frame.loud).length;
    const voiced = this.#recent.filter((frame) => frame.voiced).length;
    if (loud < LEAST_LOUD || voiced < LEAST_VOICED) return null;
    this.#speaking = true;
    const sinceOnset = this.#recent.length - this.#recent.findIndex((frame) => frame.loud);
    const onset = this.#now - sinceOnset * FRAME_MILLISECONDS;
    return { kind: 'started', atMilliseconds: Math.max(this.#lastEnd, onset - this.#padding) };
  }

  #stop(): VoiceActivityEvent | null {
    if (this.#now - this.#lastLoud < this.#patience) return null;
    this.#speaking = false;
    this.#recent = [];
    this.#lastEnd = this.#now;
    return { kind: 'stopped', atMilliseconds: this.#now };
  }
}
