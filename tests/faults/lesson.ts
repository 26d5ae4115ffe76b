import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../main/core/base/clock.ts';
import { type Log, MemoryLog } from '../../main/core/base/log.ts';
import { createCore } from '../../main/core/create-core.ts';
import { connectSocket } from '../../main/core/realtime/socket-connection.ts';
import { Learner } from './learner.ts';
import type { RecordedSession } from './recorded-session.ts';

/** A core over a real socket to `port`, with a learner before it. */
export interface Lesson {
  readonly learner: Learner;
  readonly log: MemoryLog;
  dispose(): Promise<void>;
}

/** What may be chosen of a lesson. */
export interface LessonOptions {
  readonly clock?: Clock;
  readonly longestSession?: number;
  readonly scenario?: string | null;
  readonly log?: Log;
}

/** Starts a core whose practice partner is whatever listens on `port`. */
export async function openLesson(port: number, options: LessonOptions = {}): Promise<Lesson> {
  const { clock = systemClock, longestSession, scenario = null } = options;
  const directory = mkdtempSync(join(tmpdir(), 'faults-'));
  const log = new MemoryLog();
  const core = await createCore({
    dataDirectory: directory,
    partner: async () => ({ url: `ws://127.0.0.1:${port}/v1/realtime`, dispose() {} }),
    environmentKey: undefined,
    log: options.log ?? log,
    clock,
    // Sockets are as fast as they are, however fast a lesson goes.
    connect: connectSocket(log),
    ...(longestSession === undefined ? {} : { longestSession: { partner: longestSession } }),
  });
  await core.handlers['settings.change']({ endpoint: { kind: 'partner' }, scenario });
  const learner = new Learner(core, clock);
  return {
    learner,
    log,
    async dispose() {
      learner.dispose();
      await core.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** What is wrong with a lesson: every turn has to be there once, in order, on both sides. */
export function lessonFaults(learner: Learner, sessions: readonly RecordedSession[]): string[] {
  const wanted = learner.spoken.map((turn) => `turn ${turn}`);
  const faults = sessions.flatMap((session) => [
    ...session.faults,
    ...doubles(session.turns).map((turn) => `a session holds ${turn} twice`),
    ...disorder(session.turns).map((turn) => `a session holds ${turn} out of order`),
  ]);
  // A connection that came too late was hung up before it was told anything.
  const last = sessions.findLast(({ closed, told }) => !closed && told.length > 0)?.turns ?? [];
  faults.push(...difference(wanted, last).map((what) => `the last session: ${what}`));
  faults.push(...difference(wanted, learner.written).map((what) => `the transcript: ${what}`));
  return faults;
}

function difference(wanted: readonly string[], found: readonly string[]): string[] {
  if (JSON.stringify(wanted) === JSON.stringify(found)) return [];
  const lost = wanted.filter((turn) => !found.includes(turn)).map((turn) => `${turn} is lost`);
  const more = found.filter((turn) => !wanted.includes(turn)).map((turn) => `${turn} is foreign`);
  const twice = doubles(found).map((turn) => `${turn} is doubled`);
  const faults = [...lost, ...more, ...twice];
  return faults.length > 0 ? faults : ['turns are out of order'];
}

function doubles(turns: readonly string[]): string[] {
  return turns.filter((turn, index) => turns.indexOf(turn) !== index);
}

function disorder(turns: readonly string[]): string[] {
  return turns.filter((turn, index) => index > 0 && numberOf(turn) <= numberOf(turns[index - 1]));
}

/**
 * What is wrong with a lesson that is too long for one session to hold all of it. Every session has
 * to hold its turns without a gap, to begin where an older one is summed up, and to go on to where
 * the next one begins; the last ends with the last turn.
 */
export function longLessonFaults(learner: Learner, sessions: readonly RecordedSession[]): string[] {
  const used = sessions.filter(({ turns }) => turns.length > 0);
  const faults = used.flatMap((session) => [...session.faults, ...gapsOf(session)]);
  for (const [index, session] of used.entries()) {
    const before = used[index - 1];
    if (before !== undefined && first(session) > last(before) + 1) {
      faults.push(`turns ${last(before) + 1} to ${first(session) - 1} are in no session`);
    }
  }
  const end = used.at(-1);
  if (end === undefined || last(end) !== learner.spoken.at(-1))
    faults.push('the last turn is lost');
  const wanted = learner.spoken.map((turn) => `turn ${turn}`);
  // The transcript keeps its newest articles only, and the learner what was spoken of late.
  const most = Math.min(wanted.length, learner.written.length);
  const missing = difference(wanted.slice(-most), learner.written.slice(-most));
  return [...faults, ...missing.map((what) => `the transcript: ${what}`)];
}

function gapsOf({ turns, items }: RecordedSession): string[] {
  const numbers = turns.map(numberOf);
  const gaps = numbers.filter((turn, index) => index > 0 && turn !== (numbers[index - 1] ?? 0) + 1);
  const unexplained = (numbers[0] ?? 1) > 1 && items[0]?.role !== 'system';
  return [
    ...gaps.map((turn) => `a session holds turn ${turn} out of order`),
    ...(unexplained
      ? [`a session begins with turn ${numbers[0]}, and nothing stands before it`]
      : []),
  ];
}

const first = ({ turns }: RecordedSession): number => numberOf(turns[0]);
const last = ({ turns }: RecordedSession): number => numberOf(turns.at(-1));

function numberOf(turn: string | undefined): number {
  return Number(turn?.split(' ')[1]);
}
