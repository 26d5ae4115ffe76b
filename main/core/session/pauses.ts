import type { Pause } from '../../../contract/session.ts';

/** What one level stands for. */
export const FRAME_MILLISECONDS = 10;

/**
 * A silence from this length on is a hesitation. Silences within fluent speech stay below half a
 * second or so, those before a word that is looked for go beyond.
 */
export const SHORTEST_PAUSE_MILLISECONDS = 700;

/** The most that are told of one turn: the longest ones. */
export const MOST_PAUSES = 64;

const SHORTEST_PAUSE = SHORTEST_PAUSE_MILLISECONDS / FRAME_MILLISECONDS;
/** A loud stretch that is shorter than 60 ms is a click, and no word. */
const SHORTEST_SOUND = 6;
/** The floor is followed over three seconds, in steps of 500 ms: noise may begin and end in a turn. */
const REACH = 150;
const STEP = 50;
/** Decibels: what speech rises above the floor, what it stays within of the loudest moment, and how
 * near the threshold may come to that moment where there is much noise. */
const RISE = 8;
const DEPTH = 35;
const HEADROOM = 12;
/** Decibels under full scale below which nobody speaks. */
const QUIETEST_PEAK = -55;
/** Frames over which the loudest moment is taken, so that a click is none. */
const PEAK_FRAMES = 10;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The silences inside speech of a sound given as levels in dB, one for each 10 ms. Pure. */
export function pausesIn(levels: readonly number[]): Pause[] {
  const peak = loudest(levels);
  if (peak < QUIETEST_PEAK) return [];
  const sounds = soundsIn(levels, peak);
  const pauses = sounds.slice(1).flatMap((sound, index) => {
    const from = sounds[index]?.to ?? 0;
    const pause = {
      atMilliseconds: from * FRAME_MILLISECONDS,
      milliseconds: (sound.from - from) * FRAME_MILLISECONDS,
    };
    return sound.from - from < SHORTEST_PAUSE ? [] : [pause];
  });
  const longest = pauses.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, MOST_PAUSES);
  return longest.sort((a, b) => a.atMilliseconds - b.atMilliseconds);
}

/** The greatest mean level of 100 ms. */
function loudest(levels: readonly number[]): number {
  let sum = 0;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const [index, level] of levels.entries()) {
    sum += level - (levels[index - PEAK_FRAMES] ?? 0);
    if (index >= PEAK_FRAMES - 1) greatest = Math.max(greatest, sum / PEAK_FRAMES);
  }
  return greatest;
}

/** Where it is loud for longer than a click; gaps that are no pauses stand between them. */
function soundsIn(levels: readonly number[], peak: number): readonly Stretch[] {
  const sounds: Stretch[] = [];
  let from = -1;
  let threshold = 0;
  for (let index = 0; index <= levels.length; index += 1) {
    if (index % STEP === 0) threshold = thresholdAt(levels, index, peak);
    const isLoud = (levels[index] ?? Number.NEGATIVE_INFINITY) > threshold;
    if (isLoud && from < 0) from = index;
    if (isLoud || from < 0) continue;
    if (index - from >= SHORTEST_SOUND) sounds.push({ from, to: index });
    from = -1;
  }
  return sounds;
}

function thresholdAt(levels: readonly number[], index: number, peak: number): number {
  const near = levels.slice(Math.max(0, index - REACH), index + REACH).sort((a, b) => a - b);
  const floor = near[Math.floor(near.length / 10)] ?? peak;
  return Math.max(peak - DEPTH, Math.min(floor + RISE, peak - HEADROOM));
}
