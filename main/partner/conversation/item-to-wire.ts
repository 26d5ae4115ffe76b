import type { ConversationItem } from 'openai/resources/realtime/realtime';
import { assertNever } from '../../../contract/base/assert-never.ts';
import { encodePcm16 } from '../../audio/pcm16.ts';
import {
  type AssistantItem,
  type HeardAudio,
  type ImagePart,
  type Item,
  type SpokenAudio,
  type TextPart,
  transcriptOf,
  type UserItem,
} from './item.ts';

/** Whether audio goes with the item: only `conversation.item.retrieved` carries it. */
export interface WireOptions {
  readonly withAudio: boolean;
}

/** The item as server events carry it. */
export function itemToWire(
  item: Item,
  options: WireOptions = { withAudio: false },
): ConversationItem {
  const common = { id: item.id, object: 'realtime.item', status: item.status } as const;
  switch (item.kind) {
    case 'system':
      return {
        ...common,
        type: 'message',
        role: 'system',
        content: item.parts.map(({ text }) => ({ type: 'input_text', text })),
      };
    case 'user':
      return { ...common, type: 'message', role: 'user', content: userContent(item, options) };
    case 'assistant':
      return {
        ...common,
        type: 'message',
        role: 'assistant',
        content: assistantContent(item, options),
      };
    case 'call':
      return {
        ...common,
        type: 'function_call',
        name: item.name,
        call_id: item.callId,
        arguments: item.arguments,
      };
    case 'output':
      return { ...common, type: 'function_call_output', call_id: item.callId, output: item.output };
    default:
      return assertNever(item);
  }
}

function userContent(item: UserItem, options: WireOptions) {
  return item.parts.map((part) => userPart(part, options));
}

function userPart(part: TextPart | HeardAudio | ImagePart, { withAudio }: WireOptions) {
  switch (part.kind) {
    case 'text':
      return { type: 'input_text', text: part.text } as const;
    case 'image':
      return { type: 'input_image', image_url: part.url, detail: part.detail } as const;
    case 'audio':
      // The wire says null where there is no transcript; the published type knows absence only.
      return {
        type: 'input_audio',
        transcript: part.transcript as string,
        ...(withAudio && part.samples !== null ? { audio: encodePcm16(part.samples) } : {}),
      } as const;
    default:
      return assertNever(part);
  }
}

function assistantContent(item: AssistantItem, options: WireOptions) {
  return item.parts.map((part) => {
    if (part.kind === 'text') return { type: 'output_text', text: part.text } as const;
    return {
      type: 'output_audio',
      transcript: transcriptOf(part),
      ...(options.withAudio && part.chunks !== null ? { audio: encodeAll(part.chunks) } : {}),
    } as const;
  });
}

function encodeAll(chunks: NonNullable<SpokenAudio['chunks']>): string {
  const bytes = chunks.map((chunk) =>
    Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength),
  );
  return Buffer.concat(bytes).toString('base64');
}
