import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import { seeded } from './random.ts';

const LOUDNESS = 6000;
/** Noise in every sample, so that no stretch of an item comes twice. */
const NOISE = 200;

/**
 * An answer that can be recognised to the sample: voiced and gliding, so that a player may stretch
 * it as it would a voice, never 0, so that a zero is silence, and never twice the same.
 */
export function answerSound(seed: number, length: number): Int16Array<ArrayBuffer> {
  const random = seeded(seed);
  const pitch = 110 + 80 * random();
  const samples = new Int16Array(length);
  for (let index = 0; index < length; index += 1) {
    const time = index / SAMPLE_RATE;
    const phase = 2 * Math.PI * (pitch * time + 5 * Math.sin(2.1 * time));
    const syllable = Math.max(0.02, Math.sin(2 * Math.PI * 1.7 * time));
    const voice = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.3 * Math.sin(5 * phase);
    const value = LOUDNESS * syllable * voice + NOISE * (2 * random() - 1);
    samples[index] = Math.round(value) || 1;
  }
  return samples;
}

/** Seconds of quiet before the first marker: time for the key to go down. */
export const MARKER_LEAD_SECONDS = 2.5;
const MARKER_TAIL_SECONDS = 4;
const MARKER_SAMPLES = (5 * SAMPLE_RATE) / 1000;
const MARKER_LOUDNESS = 20_000;
/** So that no stretch is exactly zero, which the app would take for a dead microphone. */
const HUM = 20;

/** What the microphone hears: bursts of 5 ms, 320 to 480 ms apart, and how long all of it takes. */
export interface Markers {
  readonly samples: Int16Array<ArrayBuffer>;
  readonly seconds: number;
}

/** Makes `count` markers. */
export function markerSound(count: number): Markers {
  const random = seeded(7);
  const starts: number[] = [];
  let at = MARKER_LEAD_SECONDS * SAMPLE_RATE;
  for (let marker = 0; marker < count; marker += 1) {
    starts.push(Math.round(at));
    at += (0.32 + 0.16 * random()) * SAMPLE_RATE;
  }
  const samples = new Int16Array(Math.round(at + MARKER_TAIL_SECONDS * SAMPLE_RATE));
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = Math.round(HUM * (2 * random() - 1)) || 1;
  }
  for (const start of starts) {
    for (let index = 0; index < MARKER_SAMPLES; index += 1) {
      samples[start + index] =
        MARKER_LOUDNESS * Math.sin((2 * Math.PI * 2000 * index) / SAMPLE_RATE);
    }
  }
  return { samples, seconds: at / SAMPLE_RATE };
}
