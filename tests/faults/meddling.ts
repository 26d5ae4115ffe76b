import { FrameProxy, type Meddled } from './frame-proxy.ts';
import { lessonFaults, openLesson } from './lesson.ts';
import { between, seededRandom } from './random.ts';
import { plainBehaviour, RecordingEndpoint } from './recording-endpoint.ts';

/** What came of lessons whose server frames were meddled with. */
export interface MeddlingFigures {
  /** Frames that came by, and those that did not come through as they were. */
  readonly frames: number;
  readonly fuzzed: number;
  readonly meddled: Meddled;
  readonly turns: number;
  readonly faults: readonly string[];
}

export interface MeddlingPlan {
  /** Frames that are doubled, reordered, garbled or invented. */
  readonly fuzzed: number;
  readonly seed: number;
}

/** The share of the frames that is doubled, reordered, garbled or invented. */
const SHARE = 0.2;
const TURNS_OF_A_LESSON = 20;

/** Holds lessons through a proxy that meddles with what the server says, until so many came by. */
export async function meddlingRun(plan: MeddlingPlan): Promise<MeddlingFigures> {
  const random = seededRandom(plan.seed);
  const endpoint = await RecordingEndpoint.start();
  // Many small frames: the more of them, the more is meddled with.
  const behaviour = { deltas: 600, deltaEvery: 1, burst: 40, deltaMilliseconds: 1 };
  endpoint.behaviour = {
    ...plainBehaviour,
    ...behaviour,
    wordsAfter: () => between(random, 0, 40),
  };
  const proxy = await FrameProxy.start(endpoint.port, random);
  const { learner, dispose } = await openLesson(proxy.port);
  const faults: string[] = [];
  let turns = 0;
  try {
    while (proxy.fuzzed < plan.fuzzed) {
      proxy.share = 0;
      await learner.start();
      endpoint.forget();
      proxy.share = SHARE;
      for (let turn = 1; turn <= TURNS_OF_A_LESSON; turn += 1) {
        await learner.speak(turn, between(random, 6, 8));
        await learner.pass(between(random, 0, 120));
        if (random() < 0.1) proxy.closeAll(1011);
      }
      turns += TURNS_OF_A_LESSON;
      // In fair weather once more: what was garbled is made good by another connection.
      proxy.share = 0;
      proxy.closeAll(1012);
      await learner.until(() => learner.session.link.state === 'recovering', 'the last end');
      await learner.finish();
      faults.push(...lessonFaults(learner, endpoint.sessions));
    }
    return { frames: proxy.frames, fuzzed: proxy.fuzzed, meddled: proxy.meddled, turns, faults };
  } finally {
    await dispose();
    await proxy.dispose();
    await endpoint.dispose();
  }
}
