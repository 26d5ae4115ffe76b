import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import type { Measured } from '../measure/figures.ts';
import { follow } from '../measure/follow.ts';
import { delay, turnAfter } from '../measure/judge-cuts.ts';
import { answerSound } from '../measure/sounds.ts';
import { takePlayed } from '../page/probe.ts';
import { inMode, jitteredAnswer, newSession, type Scene, type Stage } from './scene.ts';

/** Deltas of 200 ms in an answer: 7.4 s. */
const CHUNKS = 37;
/** Answers that make 148 s, and 22 s. */
const LONG = 20;
const SHORT = 3;

interface Heard {
  readonly late: readonly number[];
  readonly gaps: number;
  readonly lostMilliseconds: number;
}

/** Answers over a bad connection, heard to their ends. */
export const jitter: Scene = async (stage) => {
  await inMode(stage, 'hands_free');
  await newSession(stage);
  const heard: Heard[] = [];
  const answers = stage.longJitter ? LONG : SHORT;
  for (let answer = 0; answer < answers; answer += 1) {
    heard.push(await hear(stage));
    stage.step(`jitter ${answer + 1} of ${answers}`);
  }
  return figures(heard, stage.longJitter);
};

async function hear({ app, random }: Stage): Promise<Heard> {
  const { page, endpoint } = app;
  await takePlayed(page);
  const from = endpoint.notes.length;
  const plan = jitteredAnswer(CHUNKS, random);
  const { item } = plan;
  endpoint.order({ kind: 'answer', plan });
  const { at } = await endpoint.until('first-delta', { from, item });
  await endpoint.until('all-sent', { from, item });
  await app.phaseIs('idle');
  const taken = await takePlayed(page);
  const sound = answerSound(plan.seed, plan.chunk * plan.due.length);
  const { reached, lost, gaps } = follow(sound, taken.samples, 0);
  return {
    late: delay(turnAfter(taken, true, at), at),
    gaps,
    lostMilliseconds: ((lost + sound.length - reached) * 1000) / SAMPLE_RATE,
  };
}

/** A short run is too short for a judgement of the underruns. */
function figures(heard: readonly Heard[], long: boolean): Measured[] {
  const topic = 'jitter';
  const seconds = (heard.length * CHUNKS) / 5;
  return [
    {
      topic,
      name: `jitter: underruns an answer, in ${seconds.toFixed(0)} s`,
      unit: 'count',
      values: heard.map(({ gaps }) => gaps),
      targets: long ? { total: 3 } : {},
    },
    {
      topic,
      name: 'jitter: audio lost',
      unit: 'ms',
      values: heard.map(({ lostMilliseconds }) => lostMilliseconds),
      targets: { total: 0 },
    },
    {
      topic,
      name: 'jitter: first delta sent → first sample out',
      unit: 'ms',
      values: heard.flatMap(({ late }) => late),
      targets: { p50: 60 },
    },
  ];
}
