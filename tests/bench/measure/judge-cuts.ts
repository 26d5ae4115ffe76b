import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import type { AnswerPlan, Note } from '../endpoint/messages.ts';
import type { Taken } from '../page/probe.ts';
import { follow } from './follow.ts';
import { answerSound } from './sounds.ts';

const MILLISECOND = SAMPLE_RATE / 1000;

/** A trial that was cut off: what was to be heard, in order, what was, and what the server was told. */
export interface CutTrial {
  readonly plans: readonly AnswerPlan[];
  readonly taken: Taken;
  readonly notes: readonly Note[];
}

/**
 * By how many milliseconds the server was told wrongly how much was heard, item by item. An item of
 * which it was told nothing counts as heard whole, a deleted one as not heard at all.
 */
export function cutErrors({ plans, taken, notes }: CutTrial): number[] {
  let from = 0;
  return plans.map((plan) => {
    const sound = answerSound(plan.seed, plan.chunk * plan.due.length);
    const { reached, end } = follow(sound, taken.samples, from);
    from = end;
    return Math.abs(toldEnd(plan, notes) - reached / MILLISECOND);
  });
}

function toldEnd({ item, chunk, due }: AnswerPlan, notes: readonly Note[]): number {
  for (const note of notes) {
    if (note.kind === 'truncate' && note.item === item) return note.milliseconds;
    if (note.kind === 'delete' && note.item === item) return 0;
  }
  return (chunk * due.length) / MILLISECOND;
}

/** When sound began (or ended) for the first time since `after`; null when it did not. */
export function turnAfter({ turns }: Taken, sound: boolean, after: number): number | null {
  // The tap tells whole milliseconds: the quantum may have come up to half a one earlier.
  const turn = turns.find((candidate) => candidate.sound === sound && candidate.at >= after - 0.5);
  return turn?.at ?? null;
}

/** From `since` to `at`, in a list that is empty when it never came. */
export function delay(at: number | null, since: number): number[] {
  return at === null ? [] : [at - since];
}
