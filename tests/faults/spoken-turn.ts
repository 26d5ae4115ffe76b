/** Samples of one frame: 20 ms. */
export const FRAME_SAMPLES = 480;

/** A turn as it can be read out of its audio. */
export interface SpokenTurn {
  readonly turn: number;
  readonly frames: number;
}

/** Frame `frame` of turn `turn`: every sample says to which it belongs. */
export function taggedFrame(turn: number, frame: number): Int16Array {
  const samples = new Int16Array(FRAME_SAMPLES);
  for (let at = 0; at < FRAME_SAMPLES; at += 2) {
    samples[at] = turn;
    samples[at + 1] = frame;
  }
  return samples;
}

/**
 * Which turn the audio is, read from every sample of it. Throws when anything is missing, doubled,
 * out of order or of another turn.
 */
export function readTurn(samples: Int16Array): SpokenTurn {
  const turn = samples[0] ?? 0;
  if (samples.length % FRAME_SAMPLES !== 0) {
    throw new Error(`Turn ${turn} has ${samples.length} samples: a frame is torn.`);
  }
  for (let at = 0; at < samples.length; at += 2) {
    const frame = Math.floor(at / FRAME_SAMPLES);
    if (samples[at] !== turn || samples[at + 1] !== frame) {
      const found = `turn ${samples[at]}, frame ${samples[at + 1]}`;
      throw new Error(`Turn ${turn}, frame ${frame}: there is ${found} in its place.`);
    }
  }
  return { turn, frames: samples.length / FRAME_SAMPLES };
}
