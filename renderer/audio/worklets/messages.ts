/** Samples a second of everything in the worklets; the page's `AudioContext` runs at this rate. */
export const SAMPLE_RATE = 24_000;

/** Samples of one captured frame: one render quantum, 5.33 ms. */
export const FRAME_SAMPLES = 128;

/** Samples behind one level: 32 ms, about two redraws of a meter. */
export const LEVEL_SAMPLES = 768;

/** The short sounds of a turn: it begins, it is sent, it has failed. */
export type CueName = 'begin' | 'sent' | 'error';

/** Of the last 32 ms, both from 0 to 1. */
export interface Level {
  kind: 'level';
  peak: number;
  rms: number;
}

/**
 * Page → capture worklet. Opening `stream` closes the one before, and begins with the 300 ms before
 * when `preRoll` says so; closing sends its last frame. A cue is announced so that it can be taken
 * out of what is heard. `take` asks for the next so many samples, beside any stream; 0 calls it off.
 */
export type CaptureCommand =
  | { kind: 'open'; stream: number; preRoll: boolean }
  | { kind: 'close' }
  | { kind: 'cue'; cue: CueName }
  | { kind: 'take'; samples: number };

/** PCM16 of one stream of the microphone; `sequence` counts from 0 without a gap. */
export interface CapturedFrame {
  kind: 'frame';
  stream: number;
  sequence: number;
  last: boolean;
  samples: Int16Array;
}

/**
 * Capture worklet → page. `silence` tells that a stream has held nothing but exact zeros for two
 * seconds, and later, with false, that it or a later one holds sound.
 */
export type CaptureMessage =
  | CapturedFrame
  | Level
  | { kind: 'silence'; silent: boolean }
  | { kind: 'take'; samples: Int16Array };

/** PCM16 to play; `last` ends the stream, whose final frame may be empty. */
export interface PlaybackFrame {
  kind: 'frame';
  stream: number;
  last: boolean;
  samples: Int16Array;
}

/**
 * Page → playback worklet. A flush is answered by a progress that repeats its number. A hush is
 * silence until the flush that it announces comes, for half a second at most: nothing is lost by it.
 * A cue sounds at once beside all that; null takes back one that is not yet heard.
 */
export type PlaybackCommand =
  | PlaybackFrame
  | { kind: 'flush'; flush: number }
  | { kind: 'hush' }
  | { kind: 'cue'; cue: CueName | null };

/** What was played of each stream, in samples, and what is still to play over all streams. */
export interface Progress {
  kind: 'progress';
  flush: number | null;
  played: { stream: number; samples: number }[];
  pending: number;
  /** Times that a stream ran dry in its middle, since the start. */
  underruns: number;
  /** Samples that found no room, since the start. */
  dropped: number;
}

/** Playback worklet → page. */
export type PlaybackMessage = Progress | Level;
