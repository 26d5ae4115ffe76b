import { setTimeout as wait } from 'node:timers/promises';
import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import type { BenchApp } from '../bench-app.ts';
import type { AnswerPlan } from '../endpoint/messages.ts';
import type { Measured } from '../measure/figures.ts';
import { between } from '../measure/random.ts';
import { microphonesOf, nextMicrophone } from '../page/probe.ts';

/** Samples of a delta: 200 ms, as the API sends them. */
export const CHUNK = SAMPLE_RATE / 5;

/** Milliseconds for the page to draw and for the machine to come to rest. */
export const REST = 150;

/** What a scene has to work with. */
export interface Stage {
  readonly app: BenchApp;
  readonly trials: number;
  readonly random: () => number;
  readonly longJitter: boolean;
  /** Tells that one step of the scene is done. */
  readonly step: (text: string) => void;
}

/** A part of the run: it plays through the app and brings measurements back. */
export type Scene = (stage: Stage) => Promise<readonly Measured[]>;

let answers = 0;

/** An answer of `chunks` deltas of 200 ms, a delta every `every` ms: faster than it is heard. */
export function calmAnswer(chunks: number, every: number): AnswerPlan {
  return answerAt(Array.from({ length: chunks }, (_, index) => index * every));
}

/** An answer of `chunks` deltas of 200 ms, each up to 300 ms later than at an even 200 ms. */
export function jitteredAnswer(chunks: number, random: () => number): AnswerPlan {
  let newest = 0;
  const due = Array.from({ length: chunks }, (_, index) => {
    newest = Math.max(newest, index * 200 + between(random, 0, 300));
    return newest;
  });
  return answerAt(due);
}

function answerAt(due: readonly number[]): AnswerPlan {
  answers += 1;
  return { item: `answer_${answers}`, seed: answers * 7919, chunk: CHUNK, due };
}

/** Begins a new session, with its microphone, and lets the page come to rest in it. */
export async function newSession({ app }: Stage): Promise<void> {
  const { page, core, endpoint } = app;
  const from = endpoint.notes.length;
  const microphones = await microphonesOf(page);
  await core.handlers['session.stop']({});
  await core.handlers['session.start']({ keep: false });
  await endpoint.until('configured', { from });
  await app.phaseIs('idle');
  await nextMicrophone(page, microphones);
  await wait(2 * REST);
}

/** Changes how turns end, and calibrates the endpoint's clock on the way. */
export async function inMode({ app }: Stage, mode: 'push_to_talk' | 'hands_free'): Promise<void> {
  app.endpoint.order({ kind: 'calibrate' });
  await app.core.handlers['settings.change']({ mode });
  await wait(REST);
}
