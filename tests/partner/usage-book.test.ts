import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meterSchema } from '../../contract/meter.ts';
import { usageReportSchema } from '../../contract/usage-report.ts';
import { cachedOf, inputOf } from '../../main/core/usage/usage.ts';
import { coreLesson, type HeldLesson } from '../bench/caching/core-lesson.ts';
import { lessonTurns } from '../bench/caching/lesson-lines.ts';
import { LessonStage, SCENARIO } from '../bench/caching/lesson-stage.ts';

const TURNS = 8;

describe('a lesson with the partner', () => {
  let stage: LessonStage;
  let lesson: HeldLesson;
  beforeAll(async () => {
    stage = await LessonStage.open(lessonTurns(TURNS));
    lesson = await coreLesson(stage);
  });
  afterAll(() => stage.close());

  it('is in the book as it was billed, and is free', () => {
    const { groups, damaged } = usageReportSchema.parse(lesson.report);
    const sum = (count: (usage: (typeof lesson.billed)[number]) => number): number =>
      lesson.billed.reduce((all, usage) => all + count(usage), 0);
    expect(damaged).toBe(0);
    expect(groups).toMatchObject([
      { endpoint: 'partner', scenario: SCENARIO, responses: TURNS + 1, cost: 0, unpriced: 0 },
    ]);
    const usage = groups[0]?.usage;
    expect(usage && inputOf(usage)).toBe(sum(inputOf));
    expect(usage && cachedOf(usage)).toBe(sum(cachedOf));
    expect(sum(cachedOf)).toBeGreaterThan(0);
    expect(lesson.csv.trim().split('\r\n')).toHaveLength(1 + TURNS + 1);
  });

  it('is on the meter, by the time that it took to speak and to listen', () => {
    const meter = meterSchema.parse(lesson.meter);
    expect(meter).toMatchObject({ pricing: 'free', cost: 0, saved: 0 });
    const spoken = lesson.billed.reduce((all, usage) => all + usage.outputAudio / 20, 0);
    expect(meter.seconds).toBeGreaterThan(spoken + 2 * TURNS);
    expect(meter.cachedShare).toBeGreaterThan(0);
  });
});
