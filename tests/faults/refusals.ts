import { openLesson } from './lesson.ts';
import { RecordingEndpoint } from './recording-endpoint.ts';

/** How an endpoint can say no, and what the learner is told of it; null: it is tried again. */
export const refusals = [
  { name: '401', status: 401, code: null, told: 'unauthorized' },
  { name: '403', status: 403, code: null, told: 'forbidden' },
  { name: '404', status: 404, code: null, told: 'no_such_model' },
  { name: '429, no credit', status: 429, code: 'insufficient_quota', told: 'quota' },
  { name: '429, too many', status: 429, code: 'rate_limit_exceeded', told: null },
  { name: '500', status: 500, code: null, told: null },
  { name: 'close 4000', status: null, code: null, told: 'protocol_refused' },
] as const;
export type RefusalCase = (typeof refusals)[number];

/** What came of a connection that was refused when it was made again. */
export interface RefusalFigures {
  readonly name: string;
  readonly wanted: string | null;
  /** What the learner was told; null: the session went on. */
  readonly told: string | null;
  readonly turns: readonly string[];
}

/** Ends a lesson's connection, and refuses the next one. */
export async function refusalRun(refused: RefusalCase): Promise<RefusalFigures> {
  const endpoint = await RecordingEndpoint.start();
  const { learner, dispose } = await openLesson(endpoint.port);
  try {
    await learner.start();
    await learner.speak(1, 6);
    await learner.settled();
    if (refused.status === null) endpoint.closeAll(4000, 'invalid_request_error');
    else {
      const { status, code } = refused;
      endpoint.refusal = code === null ? { status } : { status, code };
      endpoint.closeAll(1011);
      const isRefused = () =>
        learner.session.link.attempt > 1 || learner.session.link.state === 'offline';
      await learner.until(isRefused, 'a refusal');
      endpoint.refusal = null;
    }
    const { told } = refused;
    await learner.until(
      () => learner.session.link.state === (told === null ? 'steady' : 'offline'),
      'what comes of it',
    );
    const ended = learner.session.failure?.code ?? null;
    if (told !== null) await learner.core.handlers['session.start']({ keep: true });
    await learner.until(() => learner.session.link.state === 'steady', 'another session');
    await learner.finish();
    return { name: refused.name, wanted: told, told: ended, turns: endpoint.latest.turns };
  } finally {
    await dispose();
    await endpoint.dispose();
  }
}
