import { resample } from '../../audio/resample.ts';
import type { SpeechVoice, Synthesizer } from '../speech/synthesizer.ts';
import { cohortFor } from './cohort.ts';
import { compare, distanceAt } from './comparison.ts';
import { type HeardSpeech, hear } from './heard-speech.ts';
import { ANALYSIS_RATE } from './power-spectrum.ts';
import { type Template, Templates } from './templates.ts';

/** A reply that the screen offers. */
export interface Choice {
  readonly id: string;
  readonly text: string;
}

/** What was heard. `margin` is how much farther the three nearest rivals are: 0.1 is a tenth. */
export type Recognition =
  | { readonly kind: 'heard'; readonly id: string; readonly margin: number }
  | { readonly kind: 'unsure'; readonly best: string; readonly margin: number }
  | { readonly kind: 'silence' };

/**
 * Tells which of the choices was said, from 24 kHz samples. `prepare` makes the templates beforehand,
 * those of one text (some 40 ms) for each step that is asked of it, so that others can be served
 * in between; what is not prepared yet is made when it is needed.
 */
export interface Recognizer {
  prepare(choices: readonly Choice[], voice: SpeechVoice): IterableIterator<void>;
  recognize(samples: Int16Array, choices: readonly Choice[], voice: SpeechVoice): Recognition;
}

const SPEECH_RATE = 24_000;
const RIVALS = 3;
/**
 * Below this margin the learner is asked. Synthetic speakers would bear 0.15 (equal error, `evaluate.ts`);
 * people will not come as near to a template, and their margins are unmeasured.
 */
const LEAST_MARGIN = 0.08;

/** A recogniser that compares speech with the synthesiser's own renderings of the choices. */
export function createRecognizer(synthesizer: Synthesizer): Recognizer {
  const templates = new Templates(synthesizer);
  return {
    *prepare(choices, voice) {
      const texts = choices.map(({ text }) => text);
      for (const text of [...texts, ...cohortFor(voice)]) {
        if (!templates.has(text, voice)) yield;
        templates.of(text, voice);
      }
    },
    recognize(samples, choices, voice) {
      const heard = hear(resample(samples, SPEECH_RATE, ANALYSIS_RATE));
      if (heard === null) return { kind: 'silence' };
      const candidates = choices.map(({ id, text }) => ({
        id,
        likeness: compare(heard, templates.of(text, voice)),
      }));
      candidates.sort((a, b) => a.likeness.distance - b.likeness.distance);
      const [best, ...others] = candidates;
      if (best === undefined) return { kind: 'silence' };
      const cohort = cohortFor(voice).map((text) => templates.of(text, voice));
      const rivals = others.map(({ likeness }) => likeness.distance);
      return decide(
        { id: best.id, distance: best.likeness.distance },
        rivals.concat(nearestOf(heard, cohort, best.likeness.warp)),
      );
    },
  };
}

/** Distances of the nearest phrases: all are tried in one voice at the given warp, the nearest then in full. */
function nearestOf(
  heard: HeardSpeech,
  cohort: readonly (readonly Template[])[],
  warp: number,
): readonly number[] {
  return cohort
    .map((templates) => ({ templates, rough: distanceAt(heard, templates[0], warp) }))
    .sort((a, b) => a.rough - b.rough)
    .slice(0, RIVALS)
    .map(({ templates }) => compare(heard, templates).distance);
}

/** Whether the lead of the nearest reply over the mean of its three nearest rivals is enough. */
export function decide(
  best: { readonly id: string; readonly distance: number },
  rivals: readonly number[],
): Recognition {
  const nearest = rivals.toSorted((a, b) => a - b).slice(0, RIVALS);
  const mean = nearest.reduce((sum, distance) => sum + distance, 0) / nearest.length;
  const margin = mean / best.distance - 1;
  if (margin >= LEAST_MARGIN) return { kind: 'heard', id: best.id, margin };
  return { kind: 'unsure', best: best.id, margin: Number.isFinite(margin) ? margin : 0 };
}
