import { ANALYSIS_RATE, BINS, type PowerSpectrum } from './power-spectrum.ts';

/** Frames of 10 ms: the first, and the one after the last. */
export interface SpeechSpan {
  readonly from: number;
  readonly to: number;
}

const LOWEST_BIN = Math.round((150 / ANALYSIS_RATE) * 2 * (BINS - 1));
const HIGHEST_BIN = Math.round((3800 / ANALYSIS_RATE) * 2 * (BINS - 1));
const SMOOTHED_FRAMES = 7;
/** Decibels under the loudest frame below which nothing is speech. */
const DEPTH = 32;
/** Speech rises above the noise floor by this part of the way to the loudest frame, within bounds. */
const RISE = 0.3;
const LEAST_RISE = 4;
const MOST_RISE = 12;
/** Power of an in-band signal at about -70 dBFS: below it nothing is heard. */
const QUIETEST_PEAK = 57;
/**
 * A loud stretch shorter than 0.11 s and 0.3 s or more from any other is a click and no word. With
 * stricter numbers (0.15 s, 0.12 s) the weak edges of noisy speech were cut off as well.
 */
const SHORTEST = 11;
const LONGEST_GAP = 30;

/** Undoes the pre-emphasis, so that voiced speech counts more than hiss. */
const deEmphasis = Float64Array.from({ length: BINS }, (_, bin) => {
  const angle = (Math.PI * bin) / (BINS - 1);
  return 1 / (1 + 0.97 ** 2 - 2 * 0.97 * Math.cos(angle));
});

/** The part of an utterance that is speech, pauses within it included, or null where there is none. */
export function trimToSpeech(spectrum: PowerSpectrum): SpeechSpan | null {
  const levels = smooth(frameLevels(spectrum));
  if (levels.length === 0) return null;
  const peak = levels.reduce((a, b) => Math.max(a, b));
  const floor = noiseFloor(levels);
  if (peak < QUIETEST_PEAK) return null;
  const rise = Math.max(LEAST_RISE, Math.min(MOST_RISE, RISE * (peak - floor)));
  const threshold = Math.max(floor + rise, peak - DEPTH);
  const stretches = loudStretches(levels, threshold).filter(
    ({ from, to }) => to - from >= SHORTEST,
  );
  const [first, last] = [stretches[0], stretches.at(-1)];
  return first === undefined || last === undefined ? null : { from: first.from, to: last.to };
}

/** Where the level is above the threshold; what lies no farther apart than `LONGEST_GAP` is one. */
function loudStretches(levels: Float64Array, threshold: number): readonly SpeechSpan[] {
  const stretches: SpeechSpan[] = [];
  for (const [frame, level] of levels.entries()) {
    if (level <= threshold) continue;
    const last = stretches.at(-1);
    const joins = last !== undefined && frame - last.to <= LONGEST_GAP;
    if (joins) stretches.pop();
    stretches.push({ from: joins ? last.from : frame, to: frame + 1 });
  }
  return stretches;
}

/** Decibels of the de-emphasised energy between 150 and 3,800 Hz, of each frame. */
function frameLevels({ frames, power }: PowerSpectrum): Float64Array {
  const levels = new Float64Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let sum = 1e-3;
    for (let bin = LOWEST_BIN; bin <= HIGHEST_BIN; bin++) {
      sum += (power[frame * BINS + bin] ?? 0) * (deEmphasis[bin] ?? 0);
    }
    levels[frame] = 10 * Math.log10(sum);
  }
  return levels;
}

function smooth(levels: Float64Array): Float64Array {
  const reach = (SMOOTHED_FRAMES - 1) / 2;
  return levels.map((_, frame) => {
    const near = levels.subarray(Math.max(0, frame - reach), frame + reach + 1);
    return near.reduce((sum, level) => sum + level, 0) / near.length;
  });
}

/** The level that the quietest tenth of the frames stays under. */
function noiseFloor(levels: Float64Array): number {
  const sorted = levels.toSorted();
  return sorted[Math.floor(sorted.length / 10)] ?? 0;
}
