import { readdirSync } from 'node:fs';
import { longLessonFaults, openLesson } from './lesson.ts';
import { between, seededRandom } from './random.ts';
import { plainBehaviour, RecordingEndpoint } from './recording-endpoint.ts';
import { SteppedClock } from './stepped-clock.ts';

/** What came of a very long lesson. */
export interface SoakFigures {
  readonly hours: number;
  readonly turns: number;
  readonly rollovers: number;
  /** Connections that were ended on purpose, one an hour. */
  readonly lost: number;
  /** Heap in use at the end of each hour, after a collection, in bytes. */
  readonly heap: readonly number[];
  /** Slope of a line through them after the first hour, in MB an hour. */
  readonly heapPerHour: number;
  readonly descriptors: readonly number[];
  /** What Node waits for: sockets, timers. */
  readonly handles: readonly number[];
  /** Neither descriptors nor handles have grown. */
  readonly flat: boolean;
  readonly faults: readonly string[];
}

export interface SoakPlan {
  readonly hours: number;
  /** Milliseconds of an hour, and of a session: a short run has short ones. */
  readonly hour: number;
  readonly seed: number;
  readonly collect: () => void;
  readonly told: (line: string) => void;
}

/**
 * Alternating speech for hours, as fast as sockets follow: turns of two to ten seconds, answers as
 * long, a rollover an hour, and a lost connection an hour.
 */
export async function soakRun(plan: SoakPlan): Promise<SoakFigures> {
  const random = seededRandom(plan.seed);
  const clock = new SteppedClock();
  const endpoint = await RecordingEndpoint.start();
  const answers = { deltas: 25, deltaEvery: 20, burst: 5, deltaMilliseconds: 200 };
  endpoint.behaviour = { ...plainBehaviour, ...answers, clock, wordsAfter: () => 400 };
  const { learner, dispose } = await openLesson(endpoint.port, {
    clock,
    longestSession: plan.hour,
  });
  const heap: number[] = [];
  const descriptors: number[] = [];
  const handles: number[] = [];
  const faults: string[] = [];
  let sessions = 0;
  let lost = 0;
  try {
    await learner.start();
    for (let hour = 1; hour <= plan.hours; hour += 1) {
      const end = hour * plan.hour;
      const cut = end - plan.hour * random();
      while (clock.now() < end) {
        await learner.speak((learner.spoken.at(-1) ?? 0) + 1, between(random, 100, 500));
        await learner.settled();
        await learner.pass(between(random, 500, 4000));
        if (clock.now() < cut || lost === hour) continue;
        lost += 1;
        endpoint.closeAll(1011);
      }
      await learner.finish();
      faults.push(...longLessonFaults(learner, endpoint.sessions));
      sessions += endpoint.sessions.length - 1;
      endpoint.forget();
      learner.forget();
      heap.push(heapNow(plan.collect));
      descriptors.push(readdirSync('/proc/self/fd').length);
      handles.push(process.getActiveResourcesInfo().length);
      const megabytes = ((heap.at(-1) ?? 0) / 1e6).toFixed(1);
      plan.told(`hour ${hour}: ${learner.spoken.at(-1)} turns, heap ${megabytes} MB`);
    }
    const turns = learner.spoken.at(-1) ?? 0;
    const rollovers = sessions - lost;
    const heapPerHour = slope(heap.slice(1)) / 1e6;
    const flat = isFlat(descriptors) && isFlat(handles);
    const measured = { heap, heapPerHour, descriptors, handles, flat };
    return { hours: plan.hours, turns, rollovers, lost, ...measured, faults };
  } finally {
    clock.stop();
    await dispose();
    await endpoint.dispose();
  }
}

/** Twice: what the first collection frees may hold on to more. */
function heapNow(collect: () => void): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** Of the straight line that fits best, per step. */
function slope(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const over = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  return over / values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
}

/** The end is no higher than the first hour, but for a timer or two that happen to be set. */
function isFlat(values: readonly number[]): boolean {
  const [first = 0] = values;
  return (values.at(-1) ?? 0) <= first + 3;
}
