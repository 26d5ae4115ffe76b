import type { ConversationItem } from 'openai/resources/realtime/realtime';
import type { MessageItem, ToolItem, TranscriptItem } from '../../../contract/session.ts';

/** A tool call as the model made it, kept beside the transcript, which shows it in other words. */
export interface MadeCall {
  readonly callId: string;
  readonly arguments: string;
}

/**
 * The words so far, as items for a new connection: assistant audio cannot be put back, its text
 * can. Ids stay what they were. Tool calls that never ended are left out, and so is what has no
 * words.
 */
export function seedItems(
  items: readonly TranscriptItem[],
  calls: ReadonlyMap<string, MadeCall>,
): readonly ConversationItem[] {
  return items.flatMap((item) => {
    // Help was never part of the conversation.
    if (item.kind === 'aside') return [];
    return item.kind === 'message' ? seedMessage(item) : seedTool(item, calls.get(item.id));
  });
}

function seedMessage(item: MessageItem): ConversationItem[] {
  if (item.text === '') return [];
  if (item.speaker === 'learner') {
    const content = [{ type: 'input_text' as const, text: item.text }];
    return [{ type: 'message', role: 'user', id: item.id, content }];
  }
  const content = [{ type: 'output_text' as const, text: item.text }];
  return [{ type: 'message', role: 'assistant', id: item.id, content }];
}

function seedTool(item: ToolItem, call: MadeCall | undefined): ConversationItem[] {
  if (call === undefined || item.output === '') return [];
  const call_id = call.callId;
  const { id, name, output } = item;
  return [
    { type: 'function_call', id, call_id, name, arguments: call.arguments },
    { type: 'function_call_output', id: outputId(id), call_id, output },
  ];
}

/** The id of the item that answers the tool call `item`, so that both can be taken back. */
export function outputId(item: string): string {
  return `out_${item}`.slice(0, 32);
}
