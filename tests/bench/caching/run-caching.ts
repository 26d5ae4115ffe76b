import type { Usage } from '../../../contract/session.ts';
import { coreLesson } from './core-lesson.ts';
import { lessonTurns } from './lesson-lines.ts';
import { LessonStage } from './lesson-stage.ts';
import {
  type EstimateFigures,
  estimateFigures,
  figuresOf,
  type LessonFigures,
  pricedModels,
} from './measure.ts';
import { naiveLesson } from './naive-lesson.ts';

/** Turns from which on a conversation outgrows the model. */
const LONG = 120;

/** The clients' lessons, and how well the app told its next turn's cost. */
export interface CachingRun {
  readonly turns: number;
  readonly app: LessonFigures;
  readonly naive: LessonFigures;
  /** The same with stable instructions, but truncated by the server: null for a short lesson. */
  readonly untended: LessonFigures | null;
  readonly estimates: readonly EstimateFigures[];
}

/** Holds the same lesson twice, each with a partner of its own, which bills by the published rules. */
export async function runCaching(turns: number): Promise<CachingRun> {
  const app = await hold(turns, async (stage) => (await coreLesson(stage)).billed);
  const naive = await hold(turns, (stage) => naiveLesson(stage, { rebuilds: true }));
  const untended =
    turns < LONG ? null : await hold(turns, (stage) => naiveLesson(stage, { rebuilds: false }));
  return {
    turns,
    app: figuresOf('Parley', app),
    naive: figuresOf('instructions rebuilt each turn', naive),
    untended: untended && figuresOf('truncation left to the server', untended),
    estimates: pricedModels.map((model) => estimateFigures(model, app)),
  };
}

async function hold(
  turns: number,
  lesson: (stage: LessonStage) => Promise<readonly Usage[]>,
): Promise<readonly Usage[]> {
  const stage = await LessonStage.open(lessonTurns(turns));
  try {
    return await lesson(stage);
  } finally {
    await stage.close();
  }
}
