import type { ErrorBody } from '../server-event.ts';

/** Events that a conversation can do without, where a server does not know them. */
const DISPENSABLE = [
  'input_audio_buffer.commit',
  'input_audio_buffer.clear',
  'conversation.item.truncate',
  'conversation.item.delete',
  'response.cancel',
] as const;
export type Dispensable = (typeof DISPENSABLE)[number];

/** What an error says about what was sent. */
export type Refusal =
  /** The server has no such event. */
  | { readonly kind: 'unknown_event'; readonly type: Dispensable }
  /** It does not know the shape of the session that it was given. */
  | { readonly kind: 'shape' }
  /** It leaves a field of the session as it is. */
  | { readonly kind: 'field' };

const UNKNOWN =
  /unknown|unsupported|unrecogni[sz]ed|not (?:supported|implemented|allowed|recogni[sz]ed)|no (?:such )?handler|invalid (?:event|message|value|type)|unexpected (?:event|message|type)/i;
const STRANGE_FIELD =
  /unknown|unrecogni[sz]ed|unexpected|extra (?:inputs|fields)|additional propert|not permitted|missing required|field required/i;
const SESSION_FIELD = /\bsession\b|output_modalities|\baudio\b/i;
const FIXED_FIELD =
  /session\.\w[\w.]*.*(?:not supported|not configurable|cannot be (?:set|changed))/is;

/** Reads an error of a server that is not OpenAI's; null: it is about something else. */
export function refusalOf(error: ErrorBody): Refusal | null {
  const text = `${error.message} ${error.code ?? ''} ${error.type} ${error.param ?? ''}`;
  // Longest first: one name is never a part of another, but a server may quote the whole event.
  const type = DISPENSABLE.find((name) => error.message.includes(name));
  if (type !== undefined && UNKNOWN.test(text)) return { kind: 'unknown_event', type };
  if (FIXED_FIELD.test(error.message)) return { kind: 'field' };
  const isSession = (error.param ?? '').startsWith('session') || SESSION_FIELD.test(error.message);
  return isSession && STRANGE_FIELD.test(text) ? { kind: 'shape' } : null;
}
