import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Meter } from '../../../contract/meter.ts';
import type { Usage } from '../../../contract/session.ts';
import type { UsageReport } from '../../../contract/usage-report.ts';
import { createLog } from '../../../main/core/base/log.ts';
import { type Core, createCore } from '../../../main/core/create-core.ts';
import { VirtualSpeaker } from '../../../main/terminal/virtual-speaker.ts';
import type { LessonTurn } from './lesson-lines.ts';
import { type LessonStage, SCENARIO } from './lesson-stage.ts';

const FRAME_SAMPLES = 2400;

/** What is left of a lesson. */
export interface HeldLesson {
  /** What each response was billed, in order. */
  readonly billed: readonly Usage[];
  readonly meter: Meter;
  readonly report: UsageReport;
  readonly csv: string;
}

/** Holds the lesson with the app's own core. */
export async function coreLesson(stage: LessonStage): Promise<HeldLesson> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-caching-'));
  const core = await createCore({
    dataDirectory: directory,
    partner: async () => ({ url: stage.partner.url, dispose() {} }),
    environmentKey: undefined,
    log: createLog('error'),
    clock: stage.clock,
  });
  const speaker = new VirtualSpeaker(core);
  const billed: Usage[] = [];
  core.onEvent((event) => {
    if (event.name !== 'usage.added') return;
    if (event.payload.total.inputText > 0) billed.push(event.payload.response);
  });
  core.onSpeakerAudio(({ samples }) => stage.pass(samples.length));
  try {
    core.pageCame();
    await core.handlers['settings.change']({ scenario: SCENARIO, endpoint: { kind: 'partner' } });
    await core.handlers['session.start']({ keep: false });
    await answered(core, billed, 1);
    for (const [index, turn] of stage.turns.entries()) {
      await speak(core, stage, turn);
      await answered(core, billed, index + 2);
      stage.pause();
    }
    const range = { from: '2000-01-01', to: '2999-12-31' };
    const report = await core.handlers['usage.report'](range);
    const { csv } = await core.handlers['usage.export'](range);
    return { billed, meter: core.snapshot().meter, report, csv };
  } finally {
    speaker.dispose();
    await core.dispose();
    await rm(directory, { recursive: true, force: true });
  }
}

async function speak(core: Core, stage: LessonStage, turn: LessonTurn): Promise<void> {
  await core.handlers['turn.begin']({});
  const stream = core.snapshot().microphone;
  if (stream === null) throw new Error('The microphone did not open.');
  const samples = stage.speech(turn);
  let sequence = 0;
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
    const piece = samples.slice(at, at + FRAME_SAMPLES);
    core.microphoneFrame({ kind: 'microphone', stream, sequence, last: false, samples: piece });
    stage.pass(piece.length);
    sequence += 1;
  }
  await core.handlers['turn.end']({});
  const samplesOfEnd = new Int16Array();
  core.microphoneFrame({ kind: 'microphone', stream, sequence, last: true, samples: samplesOfEnd });
}

/** Resolves when so many responses were billed and the last one was heard. */
function answered(core: Core, billed: readonly Usage[], count: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = (): void => {
    const { phase, failure } = core.snapshot().session;
    if (phase === 'offline') reject(new Error(failure?.text ?? 'The session has ended.'));
    if (phase === 'idle' && billed.length >= count) resolve();
  };
  const subscription = core.onEvent(() => queueMicrotask(look));
  look();
  return promise.finally(() => subscription.dispose());
}
