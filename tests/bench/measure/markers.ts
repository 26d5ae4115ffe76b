/** Seconds by which two distances between the same markers may differ: resampling moves a little. */
const TOLERANCE = 0.003;

/** Share of full scale that only a marker exceeds. */
const THRESHOLD = 0.1;
/** Seconds of quiet before a marker. */
const QUIET = 0.05;

/** Where markers begin in `samples` (full scale 1), in samples. */
export function onsets(samples: ArrayLike<number>, rate: number): number[] {
  const found: number[] = [];
  let loudUntil = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < samples.length; index += 1) {
    if (Math.abs(samples[index] ?? 0) < THRESHOLD) continue;
    if (index > loudUntil) found.push(index);
    loudUntil = index + QUIET * rate;
  }
  return found;
}

/** The same marker on both sides, by index. */
export interface Pair {
  readonly left: number;
  readonly right: number;
}

/** Pairs markers by their irregular distances; both lists are seconds in order, on any two clocks. */
export function pairMarkers(left: readonly number[], right: readonly number[]): Pair[] {
  let best: Pair[] = [];
  for (const first of left) {
    for (const other of right) {
      const pairs = pairsAt(left, right, other - first);
      if (pairs.length > best.length) best = pairs;
    }
  }
  return best;
}

function pairsAt(left: readonly number[], right: readonly number[], shift: number): Pair[] {
  return left.flatMap((time, index) => {
    const match = right.findIndex((other) => Math.abs(other - time - shift) <= TOLERANCE);
    return match < 0 ? [] : [{ left: index, right: match }];
  });
}
