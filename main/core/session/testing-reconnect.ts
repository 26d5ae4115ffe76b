import { Failure } from '../../../contract/failure.ts';
import type { ScriptedConnection } from '../realtime/scripted-connection.ts';
import { settled, type TestStage } from './testing-conductor.ts';

export const lost = () => new Failure('connection_lost', 'The connection was closed (1006)');

/** What a connection was told of the conversation, in order: words, or that there was audio. */
export function told(line: ScriptedConnection): readonly string[] {
  return line.sent.flatMap((event) => {
    if (event.type === 'input_audio_buffer.commit') return ['audio'];
    if (event.type === 'response.create') return ['answer!'];
    if (event.type !== 'conversation.item.create') return [];
    const { item } = event;
    if (item.type === 'function_call') return [`call ${item.name}`];
    if (item.type === 'function_call_output') return ['output'];
    if (item.type !== 'message') return [];
    return item.content.map((part) => ('text' in part ? `${item.role}: ${part.text}` : '?'));
  });
}

/** Lets the newest connection open. */
export async function again(stage: TestStage): Promise<ScriptedConnection> {
  await settled();
  const { line } = stage;
  line.open();
  await settled();
  return line;
}
