import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import { z } from 'zod';
import { contextItemSchema, newItemSchema } from './item-schema.ts';
import { Refusal } from './refusal.ts';
import { refusalOf } from './refusal-of-issue.ts';
import {
  instructionsSchema,
  maximumSchema,
  modalitiesSchema,
  reasoningSchema,
  responseAudioSchema,
  sessionUpdateSchema,
  toolChoiceSchema,
  toolsSchema,
} from './session-schema.ts';

const eventId = z.string().max(512).optional();
const itemId = z.string().min(1).max(512);

/** 16 pairs at most, keys of 64 and values of 512 characters, as the API documents. */
const metadataSchema = z
  .record(z.string().max(64), z.string().max(512))
  .refine((pairs) => Object.keys(pairs).length <= 16, 'At most 16 pairs are allowed');

const responseSchema = z.strictObject({
  conversation: z.enum(['auto', 'none']).optional(),
  input: z.array(contextItemSchema).max(2000).optional(),
  instructions: instructionsSchema.optional(),
  output_modalities: modalitiesSchema.optional(),
  audio: responseAudioSchema.optional(),
  tools: toolsSchema.optional(),
  tool_choice: toolChoiceSchema.optional(),
  parallel_tool_calls: z.boolean().optional(),
  reasoning: reasoningSchema.optional(),
  max_output_tokens: maximumSchema.optional(),
  metadata: metadataSchema.nullable().optional(),
  prompt: z.null().optional(),
});
export type ResponseParams = z.infer<typeof responseSchema>;

function event<T extends RealtimeClientEvent['type'], S extends z.ZodRawShape>(type: T, shape: S) {
  return z.strictObject({ type: z.literal(type), event_id: eventId, ...shape });
}

/** The eleven events that a client may send. */
export const clientEventSchema = z.discriminatedUnion('type', [
  event('session.update', { session: sessionUpdateSchema }),
  event('input_audio_buffer.append', { audio: z.string() }),
  event('input_audio_buffer.commit', {}),
  event('input_audio_buffer.clear', {}),
  event('conversation.item.create', {
    previous_item_id: itemId.nullable().optional(),
    item: newItemSchema,
  }),
  event('conversation.item.delete', { item_id: itemId }),
  event('conversation.item.retrieve', { item_id: itemId }),
  event('conversation.item.truncate', {
    item_id: itemId,
    content_index: z.int().min(0),
    audio_end_ms: z.int().min(0),
  }),
  event('response.create', { response: responseSchema.nullable().optional() }),
  event('response.cancel', { response_id: z.string().max(512).optional() }),
  event('output_audio_buffer.clear', {}),
]);
export type ClientEvent = z.infer<typeof clientEventSchema>;
export type ClientEventOf<T extends ClientEvent['type']> = Extract<ClientEvent, { type: T }>;

const types = clientEventSchema.options.map((option) => option.shape.type.value);

/** The event in `input`, the parsed JSON of a message. Throws a `Refusal` as the API words it. */
export function parseClientEvent(input: unknown): ClientEvent {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new Refusal('invalid_json', 'We could not parse the JSON body: an object was expected.');
  }
  const type: unknown = Reflect.get(input, 'type');
  if (type !== undefined && !types.some((known) => known === type)) {
    const values = types.map((known) => `'${known}'`).join(', ');
    const shown = JSON.stringify(type).slice(0, 120);
    throw new Refusal(
      'invalid_value',
      `Invalid value: ${shown}. Supported values are: ${values}.`,
      'type',
    );
  }
  const result = clientEventSchema.safeParse(input);
  if (!result.success) throw refusalOf(result.error.issues, input);
  return result.data;
}

/** The `event_id` that an unchecked message carries, to be echoed with its error, or null. */
export function eventIdOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null) return null;
  const id: unknown = Reflect.get(input, 'event_id');
  return typeof id === 'string' ? id.slice(0, 512) : null;
}
