/** Numbers from 0 to 1, the same for the same seed (Mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** White Gaussian noise of a root mean square in decibels under full scale (32,768). */
export function whiteNoise(length: number, decibels: number, seed = 1): Int16Array<ArrayBuffer> {
  const random = seededRandom(seed);
  const scale = 32_768 * 10 ** (decibels / 20);
  return Int16Array.from({ length }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return clip(scale * radius * Math.cos(2 * Math.PI * random()));
  });
}

/** The samples with others added, clipped. */
export function added(samples: Int16Array, others: Int16Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(samples, (value, i) => clip(value + (others[i] ?? 0)));
}

/** Root mean square in decibels under full scale of what is not silent. */
export function decibelsOf(samples: Int16Array): number {
  const sounding = samples.filter((value) => Math.abs(value) > 16);
  const power = sounding.reduce((sum, value) => sum + value * value, 0) / (sounding.length || 1);
  return 10 * Math.log10(power / 32_768 ** 2 + 1e-12);
}

/** Silence of so many milliseconds at 24 kHz, speech, silence again. */
export function padded(samples: Int16Array, milliseconds: number): Int16Array<ArrayBuffer> {
  const pad = milliseconds * 24;
  const output = new Int16Array(samples.length + 2 * pad);
  output.set(samples, pad);
  return output;
}

function clip(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value)));
}
