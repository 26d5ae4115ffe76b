import { type Lesson, lessonFaults, openLesson } from './lesson.ts';
import { between, pick, seededRandom } from './random.ts';
import { plainBehaviour, RecordingEndpoint } from './recording-endpoint.ts';
import { TcpProxy } from './tcp-proxy.ts';

/** How a connection can be made to end. */
export const ends = ['rst', 'fin', 'close 1001', 'close 1011', 'close 1012', 'expired'] as const;
type End = (typeof ends)[number];

/** What came of a run of forced disconnects. */
export interface DisconnectFigures {
  readonly disconnects: number;
  readonly byEnd: Readonly<Record<string, number>>;
  readonly turns: number;
  readonly sessions: number;
  readonly faults: readonly string[];
  /** Milliseconds from each disconnect to a session that can be used. */
  readonly recovered: readonly number[];
}

/** How long a run is. */
export interface DisconnectPlan {
  readonly disconnects: number;
  /** Disconnects of one lesson. */
  readonly perLesson: number;
  readonly seed: number;
}

/** Ends the connection at random moments of lessons, and looks for every turn afterwards. */
export async function disconnectRun(plan: DisconnectPlan): Promise<DisconnectFigures> {
  const random = seededRandom(plan.seed);
  const endpoint = await RecordingEndpoint.start();
  const proxy = await TcpProxy.start(endpoint.port);
  const lesson = await openLesson(proxy.port);
  const run = new DisconnectRun({ random, endpoint, proxy, lesson });
  try {
    while (run.disconnects < plan.disconnects) {
      await run.lesson(Math.min(plan.perLesson, plan.disconnects - run.disconnects));
    }
    return run.figures;
  } finally {
    await lesson.dispose();
    await proxy.dispose();
    await endpoint.dispose();
  }
}

interface Parts {
  readonly random: () => number;
  readonly endpoint: RecordingEndpoint;
  readonly proxy: TcpProxy;
  readonly lesson: Lesson;
}

class DisconnectRun {
  readonly #parts: Parts;
  readonly #byEnd: Record<string, number> = {};
  readonly #faults: string[] = [];
  readonly #recovered: number[] = [];
  disconnects = 0;
  #turns = 0;
  #sessions = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { random, endpoint } = parts;
    // Words that come late are the ones that a disconnect finds missing.
    endpoint.behaviour = { ...plainBehaviour, wordsAfter: () => between(random, 0, 120) };
  }

  get figures(): DisconnectFigures {
    return {
      disconnects: this.disconnects,
      byEnd: this.#byEnd,
      turns: this.#turns,
      sessions: this.#sessions,
      faults: this.#faults,
      recovered: this.#recovered,
    };
  }

  async lesson(disconnects: number): Promise<void> {
    const { endpoint, lesson, random } = this.#parts;
    const { learner } = lesson;
    await learner.start();
    endpoint.forget();
    const until = this.disconnects + disconnects;
    while (this.disconnects < until) {
      const breaking = this.#break(until);
      this.#turns += 1;
      await learner.speak(learner.spoken.length + 1, between(random, 6, 12));
      await learner.pass(between(random, 0, 60));
      await breaking;
    }
    await learner.finish();
    this.#sessions += endpoint.sessions.length;
    this.#faults.push(...lessonFaults(learner, endpoint.sessions));
  }

  /** One or two disconnects at random moments from now on. */
  async #break(until: number): Promise<void> {
    const { random, lesson } = this.#parts;
    const times = Math.min(random() < 0.25 ? 2 : 1, until - this.disconnects);
    for (let time = 0; time < times; time += 1) {
      await lesson.learner.pass(between(random, 0, 220));
      this.#end(pick(random, ends));
    }
  }

  #end(end: End): void {
    const { proxy, endpoint, lesson } = this.#parts;
    if (proxy.connections === 0) return;
    this.disconnects += 1;
    this.#byEnd[end] = (this.#byEnd[end] ?? 0) + 1;
    const at = performance.now();
    const { learner } = lesson;
    const before = learner.links.length;
    if (end === 'rst') proxy.reset();
    else if (end === 'fin') proxy.finish();
    else if (end === 'expired') endpoint.closeAll(1001, 'Your session hit the maximum duration.');
    else endpoint.closeAll(Number(end.split(' ')[1]));
    const isBack = (): boolean =>
      learner.links.slice(before).some(({ state }) => state === 'steady');
    void learner.until(isBack, 'another session').then(
      () => {
        const steady = learner.links.slice(before).find(({ state }) => state === 'steady');
        if (steady !== undefined) this.#recovered.push(steady.at - at);
      },
      (error: unknown) => this.#faults.push(String(error)),
    );
  }
}
