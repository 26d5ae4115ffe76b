import type { ConversationItem } from 'openai/resources/realtime/realtime';
import type { MessageItem, ToolItem, TranscriptItem } from '../../../contract/session.ts';
import type { PictureShelf } from '../pictures/picture-shelf.ts';
import type { Digest } from './digest.ts';

const DIGEST_HEADING = 'What was said before, in short. Go on from it without mentioning it.';

/** A tool call as the model made it, kept beside the transcript, which shows it in other words. */
export interface MadeCall {
  readonly callId: string;
  readonly arguments: string;
}

/** What stands beside the words of a transcript. */
export interface SeedShelves {
  readonly calls: ReadonlyMap<string, MadeCall>;
  readonly pictures: Pick<PictureShelf, 'url'>;
}

/** In the place of a picture that is no longer kept. */
const PICTURE_GONE = '[picture]';

/**
 * What was said, as items for a new connection: assistant audio cannot be put back, its text can.
 * A call that still runs has no output yet; one that never ended is left out, and so is what has no
 * words.
 */
export function seedItem(
  item: TranscriptItem,
  { calls, pictures }: SeedShelves,
): readonly ConversationItem[] {
  // Help was never part of the conversation.
  if (item.kind === 'aside') return [];
  return item.kind === 'message'
    ? seedMessage(item, pictures.url(item.id))
    : seedTool(item, calls.get(item.id));
}

/** What stands for the oldest part of the conversation. */
export function digestItem({ id, text }: Digest): ConversationItem {
  const content = [{ type: 'input_text' as const, text: `${DIGEST_HEADING}\n${text}` }];
  return { type: 'message', role: 'system', id, content };
}

function seedMessage(item: MessageItem, picture: string | null): ConversationItem[] {
  if (item.text === '' && item.picture === null) return [];
  if (item.speaker === 'learner') return [learnerItem(item, picture)];
  const content = [{ type: 'output_text' as const, text: item.text }];
  return [{ type: 'message', role: 'assistant', id: item.id, content }];
}

/** What the learner wrote or showed, as an item. `url`: the picture itself, where it is kept. */
export function learnerItem(
  { id, text, picture }: Pick<MessageItem, 'id' | 'text' | 'picture'>,
  url: string | null,
): ConversationItem {
  const shown =
    picture === null
      ? []
      : [
          url === null
            ? { type: 'input_text' as const, text: PICTURE_GONE }
            : { type: 'input_image' as const, image_url: url },
        ];
  const words = text === '' ? [] : [{ type: 'input_text' as const, text }];
  return { type: 'message', role: 'user', id, content: [...shown, ...words] };
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
