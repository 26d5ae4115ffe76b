const MODULUS = 2 ** 31 - 1;

/** A repeatable generator of numbers from 0 to 1 (Lehmer's, with 16807). */
export function seeded(seed: number): () => number {
  let state = (Math.abs(Math.trunc(seed)) % (MODULUS - 1)) + 1;
  // Small seeds begin with small numbers: a few steps drive them apart.
  for (let warm = 0; warm < 4; warm += 1) state = (state * 16_807) % MODULUS;
  return () => {
    state = (state * 16_807) % MODULUS;
    return state / MODULUS;
  };
}

/** A number from `low` to `high`. */
export function between(random: () => number, low: number, high: number): number {
  return low + random() * (high - low);
}
