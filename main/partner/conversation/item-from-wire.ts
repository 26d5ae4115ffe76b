import { createHash } from 'node:crypto';
import { assertNever } from '../../../contract/base/assert-never.ts';
import { decodePcm16 } from '../../audio/pcm16.ts';
import type { MakeId } from '../base/ids.ts';
import type { NewItem } from '../protocol/item-schema.ts';
import { Refusal } from '../protocol/refusal.ts';
import {
  type HeardAudio,
  type ImagePart,
  type Item,
  SAMPLES_A_MILLISECOND,
  type TextPart,
} from './item.ts';

type NewUserPart = Extract<NewItem, { role: 'user' }>['content'][number];
const DATA_IMAGE = /^data:image\/(?:png|jpe?g);base64,/;

/** The item that a client created, completed; throws a `Refusal` on audio or an image that is none. */
export function itemFromWire(item: NewItem, makeId: MakeId): Item {
  const base = { id: item.id ?? makeId('item'), status: 'completed' } as const;
  switch (item.type) {
    case 'function_call':
      return {
        ...base,
        kind: 'call',
        name: item.name,
        arguments: item.arguments,
        callId: item.call_id ?? makeId('call'),
      };
    case 'function_call_output':
      return { ...base, kind: 'output', callId: item.call_id, output: item.output };
    case 'message':
      return messageFromWire(item, base);
    default:
      return assertNever(item);
  }
}

function messageFromWire(
  item: Extract<NewItem, { type: 'message' }>,
  base: { readonly id: string; readonly status: 'completed' },
): Item {
  switch (item.role) {
    case 'system':
      return { ...base, kind: 'system', parts: item.content.map(textPart) };
    case 'assistant':
      return { ...base, kind: 'assistant', parts: item.content.map(textPart) };
    case 'user':
      return { ...base, kind: 'user', parts: item.content.map(userPart) };
    default:
      return assertNever(item);
  }
}

function textPart(part: { readonly text: string }): TextPart {
  return { kind: 'text', text: part.text };
}

function userPart(part: NewUserPart, index: number): TextPart | HeardAudio | ImagePart {
  switch (part.type) {
    case 'input_text':
      return textPart(part);
    case 'input_image':
      return imagePart(part, index);
    case 'input_audio': {
      const samples = decodePcm16(part.audio);
      const param = `item.content[${index}].audio`;
      if (samples === null) throw invalidAudio(param);
      return heardAudio(samples);
    }
    default:
      return assertNever(part);
  }
}

function imagePart(part: Extract<NewUserPart, { type: 'input_image' }>, index: number): ImagePart {
  if (!DATA_IMAGE.test(part.image_url)) {
    throw new Refusal(
      'invalid_value',
      'Invalid image: expected a base64-encoded data URI of a PNG or JPEG.',
      `item.content[${index}].image_url`,
    );
  }
  return { kind: 'image', url: part.image_url, detail: part.detail ?? 'auto' };
}

/** Audio of the learner that nobody has listened to yet. */
export function heardAudio(samples: Int16Array): HeardAudio {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return {
    kind: 'audio',
    samples,
    milliseconds: Math.floor(samples.length / SAMPLES_A_MILLISECOND),
    digest: createHash('sha1').update(bytes).digest('base64'),
    hearing: { kind: 'not_listening' },
    transcript: null,
  };
}

/** The refusal of audio that is not base64 of PCM16. */
export function invalidAudio(param: string): Refusal {
  const message = `Invalid '${param}'. Expected base64-encoded audio bytes (mono PCM16 at 24kHz) but got an invalid value.`;
  return new Refusal('invalid_value', message, param);
}
