/** How a recording of the microphone is to be understood. */
export type TakeVerdict = 'good' | 'faint' | 'clipped' | 'silent';

/** Full scale is reached by so many samples only when the input is overdriven: 0.1%. */
const CLIPPED_SHARE = 0.001;

/** The loudest 20 ms of a voice that is close enough are above -40 dB. */
const FAINT = 0.01;
const WINDOW = 480;

/** Judges PCM16 at 24 kHz in which somebody was asked to speak. */
export function judgeTake(samples: Int16Array): TakeVerdict {
  if (samples.every((sample) => sample === 0)) return 'silent';
  const clipped = samples.filter((sample) => sample >= 0x7fff || sample <= -0x7fff).length;
  if (clipped > samples.length * CLIPPED_SHARE) return 'clipped';
  return loudest(samples) < FAINT ? 'faint' : 'good';
}

/** The largest root mean square of any 20 ms, from 0 to 1. */
function loudest(samples: Int16Array): number {
  let best = 0;
  for (let at = 0; at < samples.length; at += WINDOW) {
    const part = samples.subarray(at, at + WINDOW);
    const squares = part.reduce((sum, sample) => sum + (sample / 0x8000) ** 2, 0);
    best = Math.max(best, Math.sqrt(squares / part.length));
  }
  return best;
}
