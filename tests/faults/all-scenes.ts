import { disconnectRun } from './disconnects.ts';
import { type Figure, none, timed } from './figures.ts';
import { guidedRun } from './guided.ts';
import { meddlingRun } from './meddling.ts';
import { outageKinds, outageRun } from './outages.ts';
import { refusalRun, refusals } from './refusals.ts';
import { rolloverRun } from './rollovers.ts';
import { slowNetworks, slowRun } from './slow.ts';

/** How much of each scene is run. */
export interface Amounts {
  readonly disconnects: number;
  /** Lessons that go on at once, in the scenes that wait for the clock. */
  readonly lanes: number;
  readonly outagesPerLane: number;
  /** Frames that are meddled with. */
  readonly fuzzed: number;
  readonly guidedLessons: number;
  readonly slowTurns: number;
  readonly rollovers: number;
  readonly seed: number;
}

/** A scene's figures, and what was wrong in words. */
export interface SceneResult {
  readonly figures: readonly Figure[];
  readonly faults: readonly string[];
}

export type SceneName = keyof typeof scenes;

/** Every scene by its name. Each is a run of its own, with its own core, endpoint and network. */
export const scenes = {
  disconnects: async (amounts: Amounts): Promise<SceneResult> => {
    const { disconnects, seed, lanes } = amounts;
    const share = Math.ceil(disconnects / lanes);
    const runs = await Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        disconnectRun({ disconnects: share, perLesson: 40, seed: seed + lane }),
      ),
    );
    const faults = runs.flatMap((run) => run.faults);
    const recovered = runs.flatMap((run) => run.recovered);
    const turns = runs.reduce((sum, run) => sum + run.turns, 0);
    return {
      faults,
      figures: [
        none('disconnects: turns lost or doubled', turns, faults.length),
        timed('disconnects: end → session that can be used', recovered, { p95: 500 }),
      ],
    };
  },
  outages: async ({ lanes, outagesPerLane, seed }: Amounts): Promise<SceneResult> => {
    const figures: Figure[] = [];
    const faults: string[] = [];
    for (const kind of outageKinds) {
      const run = await outageRun({ kind, lanes, perLane: outagesPerLane, seed });
      faults.push(...run.faults);
      figures.push(none(`${kind}: turns lost or doubled`, run.outages, run.faults.length));
      if (run.noticedTalking.length > 0) {
        figures.push(timed(`${kind}: noticed, talking`, run.noticedTalking, { worst: 10_000 }));
      }
      if (run.noticedQuiet.length > 0) {
        figures.push(timed(`${kind}: noticed, quiet`, run.noticedQuiet, { worst: 10_000 }));
      }
      if (run.recovered.length > 0) {
        const name = `${kind}: network back → session that can be used`;
        figures.push(timed(name, run.recovered, { p95: 500 }));
      }
    }
    return { figures, faults };
  },
  frames: async ({ fuzzed, seed }: Amounts): Promise<SceneResult> => {
    const run = await meddlingRun({ fuzzed, seed });
    const { double, swap, garble, invent } = run.meddled;
    const kinds = `${double} doubled, ${swap} swapped, ${garble} garbled, ${invent} invented`;
    const name = `frames (${kinds}): turns lost or doubled, of ${run.turns}`;
    return { faults: run.faults, figures: [none(name, run.fuzzed, run.faults.length)] };
  },
  guided: async ({ guidedLessons, seed }: Amounts): Promise<SceneResult> => {
    const { disconnects, faults } = await guidedRun({ lessons: guidedLessons, seed });
    const name = 'practice partner, disconnected: turns lost or doubled';
    return { faults, figures: [none(name, disconnects, faults.length)] };
  },
  refusals: async (): Promise<SceneResult> => {
    const runs = await Promise.all(refusals.map((each) => refusalRun(each)));
    const faults = runs
      .filter(({ wanted, told, turns }) => wanted !== told || turns.join() !== 'turn 1,turn 2')
      .map((run) => `refusal ${JSON.stringify(run)}`);
    return {
      faults,
      figures: [none('refused upgrades: not told as they are', runs.length, faults.length)],
    };
  },
  slow: async ({ slowTurns }: Amounts): Promise<SceneResult> => {
    const runs = await Promise.all(slowNetworks.map((each) => slowRun(each, slowTurns)));
    return {
      faults: runs.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)),
      figures: runs.flatMap(({ name, turns, faults, givenUp, lastWords }) => [
        none(`${name}: turns lost, or connections given up`, turns, faults.length + givenUp),
        timed(`${name}: last turn spoken → its words`, [lastWords], null),
      ]),
    };
  },
  rollovers: async ({ rollovers, seed }: Amounts): Promise<SceneResult> => {
    const run = await rolloverRun({ rollovers, seed, hour: 3_600_000 });
    return {
      faults: run.faults,
      figures: [
        none(`rollovers: turns lost or doubled, of ${run.turns}`, run.rollovers, run.faults.length),
        none(
          'rollovers: connections lost, or seen by the learner',
          run.rollovers,
          run.lost + run.flickers,
        ),
        timed('rollovers: longest gap', [run.longestGap], { worst: 1000 }),
      ],
    };
  },
} as const;
