import { cepstra } from './cepstra.ts';
import type { HeardSpeech } from './heard-speech.ts';
import type { Template } from './templates.ts';
import { warpedDistance } from './time-warping.ts';

/** How far speech is from a text, and which of the warps came nearest for the first of its templates. */
interface Likeness {
  readonly distance: number;
  readonly warp: number;
}

/** The mean over the templates of the distance at each one's best warp. */
export function compare(heard: HeardSpeech, templates: readonly Template[]): Likeness {
  const nearest = templates.map((template) => {
    const distances = template.warped.map((_, warp) => distanceAt(heard, template, warp));
    const distance = Math.min(...distances);
    return { distance, warp: distances.indexOf(distance) };
  });
  return {
    distance: nearest.reduce((sum, { distance }) => sum + distance, 0) / nearest.length,
    warp: nearest[0]?.warp ?? 0,
  };
}

/** The distance from one template at one warp, said where the speech was; infinite where there is none. */
export function distanceAt(
  heard: HeardSpeech,
  template: Template | undefined,
  warp: number,
): number {
  const mel = template?.warped[warp];
  if (template === undefined || mel === undefined) return Number.POSITIVE_INFINITY;
  const noise = heard.noise.map((part) => part * template.level);
  return warpedDistance(heard.features, cepstra(mel, noise));
}
