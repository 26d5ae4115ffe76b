import type { Usage } from '../../../contract/session.ts';
import { usageBodySchema } from '../../../main/core/realtime/server-event.ts';
import { allTools } from '../../../main/core/tools/registry.ts';
import { declarationOf } from '../../../main/core/tools/tool.ts';
import { usageOf } from '../../../main/core/usage/usage.ts';
import { TestClient } from '../../../main/partner/testing/test-client.ts';
import { findScenario } from '../../../main/scenarios/registry.ts';
import { type LessonStage, SCENARIO } from './lesson-stage.ts';

/** What a client does that the app does not. */
export interface NaiveWays {
  /**
   * Builds its instructions anew for every turn, with the progress in front, as prompts do that are
   * put together from a template. Else they are sent once, and truncation is left to the server.
   */
  readonly rebuilds: boolean;
}

/** Holds the same lesson as a client without a thought for the cache. */
export async function naiveLesson(
  stage: LessonStage,
  { rebuilds }: NaiveWays,
): Promise<readonly Usage[]> {
  const client = new TestClient(`${stage.partner.url}?model=practice-partner`);
  const billed: Usage[] = [];
  const answer = async (): Promise<void> => {
    client.send({ type: 'response.create' });
    const { response } = await client.next('response.done');
    billed.push(usageOf(usageBodySchema.parse(response.usage)));
    stage.pass((billed.at(-1)?.outputAudio ?? 0) * 50 * 24);
    stage.pause();
  };
  try {
    await client.next('session.created');
    configure(client, 0);
    await answer();
    for (const [index, turn] of stage.turns.entries()) {
      if (rebuilds) configure(client, index + 1);
      const samples = stage.speech(turn);
      stage.pass(samples.length);
      const audio = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
      client.send(
        { type: 'input_audio_buffer.append', audio: audio.toString('base64') },
        { type: 'input_audio_buffer.commit' },
      );
      await answer();
    }
    return billed;
  } finally {
    client.socket.terminate();
  }
}

function configure(client: TestClient, turn: number): void {
  const instructions = findScenario(SCENARIO)?.instructions ?? '';
  const tools = allTools().map(declarationOf);
  client.send({
    type: 'session.update',
    session: {
      type: 'realtime',
      instructions: `The learner has had ${turn} turns so far. ${instructions}`,
      tools,
      audio: { input: { turn_detection: null } },
    },
  });
}
