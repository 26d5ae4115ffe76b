import { setTimeout as wait } from 'node:timers/promises';
import type { AnswerPlan, Note } from '../endpoint/messages.ts';
import { cutErrors, delay, turnAfter } from '../measure/judge-cuts.ts';
import { between } from '../measure/random.ts';
import { type Taken, takePlayed } from '../page/probe.ts';
import { calmAnswer, inMode, jitteredAnswer, newSession, type Scene, type Stage } from './scene.ts';
import { audioEnd, barge, downlink } from './targets.ts';

/** Milliseconds after a barge-in by which everything about it has been said. */
const SETTLED = 300;

interface Interrupted {
  readonly begun: number;
  readonly cutAt: number;
  readonly taken: Taken;
  readonly notes: readonly Note[];
}

/** Hands-free: the server answers by itself, hears speech, and says so. */
export const handsFree: Scene = async (stage) => {
  await inMode(stage, 'hands_free');
  await newSession(stage);
  const [starts, stops, errors]: [number[], number[], number[]] = [[], [], []];
  for (let trial = 0; trial < stage.trials; trial += 1) {
    const plans = [calmAnswer(13, 100)];
    const { begun, cutAt, taken, notes } = await interrupt(stage, plans, [300, 700]);
    starts.push(...delay(turnAfter(taken, true, begun), begun));
    stops.push(...delay(turnAfter(taken, false, cutAt), cutAt));
    errors.push(...cutErrors({ plans, taken, notes }));
    stage.step(`speech ${trial + 1} of ${stage.trials}`);
  }
  return [
    downlink(starts, 'hands-free'),
    barge('speech_started sent', stops),
    audioEnd('hands-free', errors),
  ];
};

/** A new answer begins before the one before it was played out. */
export const overlap: Scene = async (stage) => {
  await inMode(stage, 'hands_free');
  await newSession(stage);
  const errors: number[] = [];
  for (let trial = 0; trial < stage.trials; trial += 1) {
    const plans = [calmAnswer(6, 20), calmAnswer(8, 20)];
    const { taken, notes } = await interrupt(stage, plans, [500, 2300]);
    errors.push(...cutErrors({ plans, taken, notes }));
    stage.step(`overlap ${trial + 1} of ${stage.trials}`);
  }
  return [audioEnd('overlapping answers', errors)];
};

/** An answer whose deltas come unevenly. */
export const jittered: Scene = async (stage) => {
  await inMode(stage, 'hands_free');
  await newSession(stage);
  const errors: number[] = [];
  for (let trial = 0; trial < stage.trials; trial += 1) {
    const plans = [jitteredAnswer(15, stage.random)];
    const { taken, notes } = await interrupt(stage, plans, [400, 2600]);
    errors.push(...cutErrors({ plans, taken, notes }));
    stage.step(`jittered ${trial + 1} of ${stage.trials}`);
  }
  return [audioEnd('jittered deltas', errors)];
};

/** Begins `plans` one when the other was sent, and lets the learner speak in between. */
async function interrupt(
  { app, random }: Stage,
  plans: readonly AnswerPlan[],
  [earliest, latest]: readonly [number, number],
): Promise<Interrupted> {
  const { page, endpoint } = app;
  await takePlayed(page);
  const from = endpoint.notes.length;
  let begun = 0;
  for (const [index, plan] of plans.entries()) {
    endpoint.order({ kind: 'answer', plan });
    const { at } = await endpoint.until('first-delta', { from, item: plan.item });
    if (index === 0) begun = at;
    if (index < plans.length - 1) await endpoint.until('all-sent', { from, item: plan.item });
  }
  const spent = plans.length === 1 ? 0 : performance.timeOrigin + performance.now() - begun;
  await wait(Math.max(0, between(random, earliest, latest) - spent));
  endpoint.order({ kind: 'speech-started' });
  const { at: cutAt } = await endpoint.until('speech-started', { from });
  await wait(SETTLED);
  endpoint.order({ kind: 'speech-stopped' });
  const taken = await takePlayed(page);
  return { begun, cutAt, taken, notes: endpoint.notes.slice(from) };
}
