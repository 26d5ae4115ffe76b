import { setTimeout as wait } from 'node:timers/promises';
import type { AnswerPlan } from '../endpoint/messages.ts';
import { cutErrors, delay, turnAfter } from '../measure/judge-cuts.ts';
import { between } from '../measure/random.ts';
import { takePlayed } from '../page/probe.ts';
import { calmAnswer, inMode, newSession, type Scene, type Stage } from './scene.ts';
import { audioEnd, barge, downlink } from './targets.ts';

/** A hold that counts as a turn: over 100 ms. */
const HOLD = 250;

/** What one answer that was cut off by the key has brought. */
interface Turn {
  readonly downlink: readonly number[];
  readonly stop: readonly number[];
  readonly errors: readonly number[];
}

/** Push-to-talk: a fresh session each time, its first answer and its second, each cut off by Space. */
export const turns: Scene = async (stage) => {
  await inMode(stage, 'push_to_talk');
  const [first, second]: [Turn[], Turn[]] = [[], []];
  for (let trial = 0; trial < stage.trials; trial += 1) {
    await newSession(stage);
    const plans = [calmAnswer(13, 100), calmAnswer(13, 100)] as const;
    stage.app.endpoint.order({ kind: 'plan', answers: plans });
    await stage.app.page.keyboard.down('Space');
    first.push(await cutByKey(stage, plans[0]));
    second.push(await cutByKey(stage, plans[1]));
    await stage.app.page.keyboard.press('Escape');
    await stage.app.page.keyboard.up('Space');
    stage.step(`turn ${trial + 1} of ${stage.trials}`);
  }
  const all = [...first, ...second];
  return [
    downlink(all.flatMap((turn) => turn.downlink)),
    barge(
      'Space goes down',
      all.flatMap((turn) => turn.stop),
    ),
    audioEnd(
      'first answer',
      first.flatMap((turn) => turn.errors),
    ),
    audioEnd(
      'second answer',
      second.flatMap((turn) => turn.errors),
    ),
  ];
};

/** Ends the turn that Space holds, hears the beginning of the answer, and holds Space again. */
async function cutByKey({ app, random }: Stage, plan: AnswerPlan): Promise<Turn> {
  const { page, endpoint } = app;
  const from = endpoint.notes.length;
  const { item } = plan;
  await wait(HOLD);
  await takePlayed(page);
  await page.keyboard.up('Space');
  const begun = await endpoint.until('first-delta', { from, item });
  await wait(between(random, 300, 700));
  await page.keyboard.down('Space');
  await endpoint.until('truncate', { from, item });
  const taken = await takePlayed(page);
  const key = taken.keys[0] ?? 0;
  return {
    downlink: delay(turnAfter(taken, true, begun.at), begun.at),
    stop: delay(turnAfter(taken, false, key), key),
    errors: cutErrors({ plans: [plan], taken, notes: endpoint.notes.slice(from) }),
  };
}
