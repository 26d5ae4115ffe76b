import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import type { Delivery } from '../../../contract/session.ts';
import { FRAME_MILLISECONDS, pausesIn } from './pauses.ts';

const FRAME_SAMPLES = (FRAME_MILLISECONDS * SAMPLE_RATE) / 1000;
/** Frames of half an hour. Of a longer turn the rest is not looked at. */
const MOST_FRAMES = (30 * 60 * 1000) / FRAME_MILLISECONDS;
/** Decibels under full scale that count as silence. */
const LOWEST = -90;
/** Of a first-order high-pass at about 150 Hz: what the ground and the mains hum is no speech. */
const HIGH_PASS = 0.961;
/** Speech is this loud (dB under full scale), and this far above the quietest moment so far. */
const LOUD = -48;
const RISE = 12;
/** As many frames, 200 ms in all, are more than a click or the noise of a key. */
const SPOKEN_FRAMES = 20;

/** Listens to the microphone's sound of one turn, to tell afterwards where the speaker paused. */
export class TurnListener {
  readonly #levels: number[] = [];
  #samples = 0;
  #power = 0;
  #inFrame = 0;
  #before = 0;
  #filtered = 0;
  #quietest = 0;
  #loudFrames = 0;

  /** Something was said, as far as loudness can tell. */
  get spoken(): boolean {
    return this.#loudFrames >= SPOKEN_FRAMES;
  }

  get milliseconds(): number {
    return Math.round((this.#samples * 1000) / SAMPLE_RATE);
  }

  push(samples: Int16Array): void {
    this.#samples += samples.length;
    if (this.#levels.length >= MOST_FRAMES) return;
    for (const sample of samples) {
      const value = sample / 32_768;
      this.#filtered = HIGH_PASS * (this.#filtered + value - this.#before);
      this.#before = value;
      this.#power += this.#filtered * this.#filtered;
      this.#inFrame += 1;
      if (this.#inFrame === FRAME_SAMPLES) this.#endFrame();
    }
  }

  /** How the turn was spoken; its times count from its first sample. */
  delivery(): Delivery {
    return { milliseconds: this.milliseconds, hesitations: pausesIn(this.#levels) };
  }

  #endFrame(): void {
    const level = Math.max(LOWEST, 10 * Math.log10(this.#power / FRAME_SAMPLES + 1e-12));
    this.#power = 0;
    this.#inFrame = 0;
    this.#levels.push(level);
    this.#quietest = Math.min(this.#quietest, level);
    if (level > LOUD && level > this.#quietest + RISE) this.#loudFrames += 1;
  }
}
