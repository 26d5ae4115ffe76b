import { z } from 'zod';
import { type ErrorBody, type ServerEvent, serverEventSchema } from './server-event.ts';
import { withoutKeys } from './without-keys.ts';

/** What became of one message of a server. */
export type ParsedEvent =
  | { readonly kind: 'event'; readonly event: ServerEvent }
  /** Well-formed, of a type that the session has no use for. */
  | { readonly kind: 'ignored'; readonly type: string }
  | { readonly kind: 'malformed'; readonly reason: string };

const envelopeSchema = z.looseObject({ type: z.string().max(200) });

const KNOWN: ReadonlySet<string> = new Set(
  serverEventSchema.options.map((option) => option.shape.type.value),
);

/**
 * Names of the beta protocol and of servers that kept them (speaches, Hugging Face), beside the
 * GA names that they mean.
 */
const OLD_NAMES: Readonly<Record<string, string>> = {
  'conversation.item.created': 'conversation.item.added',
  'response.audio.delta': 'response.output_audio.delta',
  'response.audio.done': 'response.output_audio.done',
  'response.audio_transcript.delta': 'response.output_audio_transcript.delta',
  'response.audio_transcript.done': 'response.output_audio_transcript.done',
  'response.text.delta': 'response.output_text.delta',
  'response.text.done': 'response.output_text.done',
};

/**
 * Reads one text message of a server. Never throws. `clean` is applied to what errors say, wherever
 * they stand.
 */
export function parseEvent(
  message: string,
  clean: (text: string) => string = withoutKeys,
): ParsedEvent {
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    return { kind: 'malformed', reason: 'not JSON' };
  }
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) return { kind: 'malformed', reason: 'no event type' };
  const type = OLD_NAMES[envelope.data.type] ?? envelope.data.type;
  if (!KNOWN.has(type)) return { kind: 'ignored', type };
  const parsed = serverEventSchema.safeParse({ ...envelope.data, type });
  if (parsed.success) return { kind: 'event', event: cleaned(parsed.data, clean) };
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  return { kind: 'malformed', reason: `${type}: ${where || 'wrong shape'}` };
}

function cleaned(event: ServerEvent, clean: (text: string) => string): ServerEvent {
  const tidy = (error: ErrorBody): ErrorBody => ({ ...error, message: clean(error.message) });
  if ('error' in event) return { ...event, error: tidy(event.error) };
  if (event.type !== 'response.done') return event;
  const details = event.response.status_details;
  const error = details?.error ?? null;
  if (details === null || error === null) return event;
  const status_details = { ...details, error: tidy(error) };
  return { ...event, response: { ...event.response, status_details } };
}
