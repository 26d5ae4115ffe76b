import { longLessonFaults, openLesson } from './lesson.ts';
import { between, seededRandom } from './random.ts';
import { plainBehaviour, RecordingEndpoint } from './recording-endpoint.ts';
import { SteppedClock } from './stepped-clock.ts';

/** What came of a lesson that went on through many sessions. */
export interface RolloverFigures {
  readonly rollovers: number;
  readonly turns: number;
  /** Connections that were lost instead of replaced in time. */
  readonly lost: number;
  /** Milliseconds of lesson time, at most, in which no session was steady. */
  readonly longestGap: number;
  /** Times that the page was shown anything but a session that goes on. */
  readonly flickers: number;
  readonly faults: readonly string[];
}

export interface RolloverPlan {
  readonly rollovers: number;
  readonly seed: number;
  /** How long a session lasts, in milliseconds of lesson time. */
  readonly hour: number;
}

/** Holds one lesson through many sessions, each of which ends after its hour. */
export async function rolloverRun(plan: RolloverPlan): Promise<RolloverFigures> {
  const random = seededRandom(plan.seed);
  const clock = new SteppedClock();
  const endpoint = await RecordingEndpoint.start();
  endpoint.behaviour = { ...plainBehaviour, clock, wordsAfter: () => between(random, 0, 3000) };
  const lesson = await openLesson(endpoint.port, { clock, longestSession: plan.hour });
  const { learner } = lesson;
  const watch = new HourWatch(endpoint, clock, plan.hour);
  const gaps = new Gaps(clock);
  const phases: string[] = [];
  try {
    await learner.start();
    endpoint.forget();
    const seen = learner.core.onEvent((event) => {
      if (event.name !== 'session.changed') return;
      gaps.tell(event.payload.link.state);
      phases.push(event.payload.phase);
    });
    while (endpoint.sessions.length <= plan.rollovers) {
      watch.look();
      await learner.speak(learner.spoken.length + 1, between(random, 6, 100));
      // Most learners pause; some never leave a quiet moment.
      await learner.pass(random() < 0.4 ? between(random, 0, 400) : between(random, 2000, 90_000));
    }
    seen.dispose();
    await learner.finish();
    return {
      rollovers: endpoint.sessions.length - 1,
      turns: learner.spoken.length,
      lost: watch.ended,
      longestGap: gaps.longest,
      flickers: phases.filter((phase) => /offline|connecting/.test(phase)).length + gaps.count,
      faults: longLessonFaults(learner, endpoint.sessions),
    };
  } finally {
    watch.dispose();
    clock.stop();
    await lesson.dispose();
    await endpoint.dispose();
  }
}

/** Ends a session when its hour is over, as the API does. */
class HourWatch {
  readonly #endpoint: RecordingEndpoint;
  readonly #clock: SteppedClock;
  readonly #hour: number;
  #watched = 0;
  #alarm: { dispose(): void } = { dispose() {} };
  ended = 0;

  constructor(endpoint: RecordingEndpoint, clock: SteppedClock, hour: number) {
    this.#endpoint = endpoint;
    this.#clock = clock;
    this.#hour = hour;
  }

  /** Looks for a session that has begun since. */
  look(): void {
    const { sessions } = this.#endpoint;
    if (sessions.length === this.#watched) return;
    this.#watched = sessions.length;
    const session = this.#endpoint.latest;
    this.#alarm.dispose();
    this.#alarm = this.#clock.after(this.#hour, () => {
      if (session.closed) return;
      this.ended += 1;
      session.close(1001, 'Your session hit the maximum duration of 60 minutes.');
    });
  }

  dispose(): void {
    this.#alarm.dispose();
  }
}

/** Times without a steady session. */
class Gaps {
  readonly #clock: SteppedClock;
  #since: number | null = null;
  longest = 0;
  count = 0;

  constructor(clock: SteppedClock) {
    this.#clock = clock;
  }

  tell(state: string): void {
    const gone = state === 'recovering' || state === 'offline';
    if (gone) this.#since ??= this.#clock.now();
    if (gone || this.#since === null) return;
    this.longest = Math.max(this.longest, this.#clock.now() - this.#since);
    this.count += 1;
    this.#since = null;
  }
}
