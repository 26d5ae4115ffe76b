import type { ConversationItem } from 'openai/resources/realtime/realtime';
import type { MessageItem, ToolItem, TranscriptItem } from '../../../contract/session.ts';
import type { Digest } from './digest.ts';

const DIGEST_HEADING = 'What was said before, in short. Go on from it without mentioning it.';

/** A tool call as the model made it, kept beside the transcript, which shows it in other words. */
export interface MadeCall {
  readonly callId: string;
  readonly arguments: string;
}

/**
 * What was said, as items for a new connection: assistant audio cannot be put back, its text can.
 * A call that still runs has no output yet; one that never ended is left out, and so is what has no
 * words.
 */
export function seedItem(
  item: TranscriptItem,
  calls: ReadonlyMap<string, MadeCall>,
): readonly ConversationItem[] {
  // Help was never part of the conversation.
  if (item.kind === 'aside') return [];
  return item.kind === 'message' ? seedMessage(item) : seedTool(item, calls.get(item.id));
}

/** What stands for the oldest part of the conversation. */
export function digestItem({ id, text }: Digest): ConversationItem {
  const content = [{ type: 'input_text' as const, text: `${DIGEST_HEADING}\n${text}` }];
  return { type: 'message', role: 'system', id, content };
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
  if (call === undefined) return [];
  const call_id = call.callId;
  const { id, name, output, status } = item;
  const made = { type: 'function_call' as const, id, call_id, name, arguments: call.arguments };
  if (output === '') return status === 'running' || status === 'asking' ? [made] : [];
  return [made, { type: 'function_call_output', id: outputId(id), call_id, output }];
}

/** The id of the item that answers the tool call `item`, so that both can be taken back. */
export function outputId(item: string): string {
  return `out_${item}`.slice(0, 32);
}
