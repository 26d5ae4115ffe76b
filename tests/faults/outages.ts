import { lessonFaults, openLesson } from './lesson.ts';
import { between, seededRandom } from './random.ts';
import { plainBehaviour, RecordingEndpoint } from './recording-endpoint.ts';
import { TcpProxy } from './tcp-proxy.ts';

/** How a network can be gone. */
export const outageKinds = ['away', 'swallowed', 'half-open', 'stalled'] as const;
export type OutageKind = (typeof outageKinds)[number];

/** What came of outages of one kind. */
export interface OutageFigures {
  readonly kind: OutageKind;
  readonly outages: number;
  readonly faults: readonly string[];
  /** Milliseconds until the loss was noticed, while the key was held and while nothing was said. */
  readonly noticedTalking: readonly number[];
  readonly noticedQuiet: readonly number[];
  /** Milliseconds from the network's return to a session that can be used. */
  readonly recovered: readonly number[];
}

/** How many lessons go on at once, and how many outages each has. */
export interface OutagePlan {
  readonly kind: OutageKind;
  readonly lanes: number;
  readonly perLane: number;
  readonly seed: number;
}

/** Takes the network away for a while, at any moment of a lesson. */
export async function outageRun(plan: OutagePlan): Promise<OutageFigures> {
  const figures = { faults: [], noticedTalking: [], noticedQuiet: [], recovered: [] };
  const lanes = Array.from({ length: plan.lanes }, (_, lane) => outageLane(plan, lane, figures));
  await Promise.all(lanes);
  return { kind: plan.kind, outages: plan.lanes * plan.perLane, ...figures };
}

interface Collected {
  readonly faults: string[];
  readonly noticedTalking: number[];
  readonly noticedQuiet: number[];
  readonly recovered: number[];
}

async function outageLane(plan: OutagePlan, lane: number, figures: Collected): Promise<void> {
  const random = seededRandom(plan.seed * 1000 + lane);
  const endpoint = await RecordingEndpoint.start();
  endpoint.behaviour = { ...plainBehaviour, wordsAfter: () => between(random, 0, 120) };
  const proxy = await TcpProxy.start(endpoint.port);
  const { learner, dispose } = await openLesson(proxy.port);
  try {
    await learner.start();
    endpoint.forget();
    for (let round = 0; round < plan.perLane; round += 1) {
      await learner.speak(learner.spoken.length + 1, between(random, 6, 12));
      await learner.pass(between(random, 0, 80));
      const talks = random() < 0.5;
      const before = learner.links.length;
      const gone = performance.now();
      takeAway(plan.kind, proxy);
      const spoken = talks
        ? learner.speak(learner.spoken.length + 1, between(random, 8, 300))
        : learner.pass(between(random, 50, 3000));
      if (plan.kind !== 'stalled') {
        const isLost = () => learner.links.slice(before).some(({ state }) => state !== 'steady');
        await learner.until(isLost, 'the loss to be noticed');
        const lostAt = learner.links.slice(before).find(({ state }) => state !== 'steady')?.at ?? 0;
        (talks ? figures.noticedTalking : figures.noticedQuiet).push(lostAt - gone);
      }
      await learner.pass(between(random, 0, 2500));
      const now = learner.links.length;
      const back = performance.now();
      proxy.change('fair');
      await learner.until(() => learner.session.link.state === 'steady', 'a session');
      const steady = learner.links.slice(now).find(({ state }) => state === 'steady');
      // A half-open socket leaves the network as it was: the session may be back already.
      if (plan.kind !== 'half-open')
        figures.recovered.push(Math.max(0, (steady?.at ?? back) - back));
      await spoken;
    }
    await learner.finish();
    figures.faults.push(...lessonFaults(learner, endpoint.sessions));
  } finally {
    await dispose();
    await proxy.dispose();
    await endpoint.dispose();
  }
}

function takeAway(kind: OutageKind, proxy: TcpProxy): void {
  if (kind === 'half-open') proxy.halfOpen();
  else proxy.change(kind);
}
