import { cepstra } from './cepstra.ts';
import type { HeardSpeech } from './heard-speech.ts';
import type { Template } from './templates.ts';
import { warpedDistance } from './time-warping.ts';

/** How far speech is from a text, and which warp of each of its templates came nearest. */
export interface Likeness {
  readonly distance: number;
  readonly warps: readonly number[];
}

/** The mean over the templates of the distance at each one's best warp. */
export function compare(heard: HeardSpeech, templates: readonly Template[]): Likeness {
  const nearest = templates.map((template) => {
    const distances = template.warped.map((_, warp) => distanceAt(heard, template, warp));
    const distance = Math.min(...distances);
    return { distance, warp: distances.indexOf(distance) };
  });
  return {
    distance: mean(nearest.map(({ distance }) => distance)),
    warps: nearest.map(({ warp }) => warp),
  };
}

/** The mean distance at given warps, one for each template: a fifth of the work. */
export function compareAt(
  heard: HeardSpeech,
  templates: readonly Template[],
  warps: readonly number[],
): number {
  return mean(templates.map((template, i) => distanceAt(heard, template, warps[i] ?? 0)));
}

function distanceAt(heard: HeardSpeech, template: Template, warp: number): number {
  const mel = template.warped[warp];
  if (mel === undefined) return Number.POSITIVE_INFINITY;
  const noise = heard.noise.map((part) => part * template.level);
  return warpedDistance(heard.features, cepstra(mel, noise));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
