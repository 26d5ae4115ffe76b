import { z } from 'zod';
import { sessionShapeSchema } from './dialects/session-shape.ts';

/*
 * Only the fields that the session reads are named; the rest is dropped. Servers other than OpenAI
 * leave fields out or send null, so whatever the session can do without is optional here.
 */
const text = z.string().max(16 * 1024 * 1024);
const id = z.string().min(1).max(512);
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((v) => v ?? null);
const count = z.number().nonnegative().catch(0);

const contentSchema = z.object({
  type: z.string().catch(''),
  text: optional(text),
  transcript: optional(text),
});

export const itemSchema = z.object({
  id: id,
  type: z.string(),
  role: optional(z.string()),
  status: optional(z.string()),
  content: z
    .array(contentSchema)
    .max(256)
    .nullish()
    .transform((v) => v ?? []),
  name: optional(z.string().max(256)),
  call_id: optional(id),
  arguments: optional(text),
  output: optional(text),
});
/** A conversation item as a server describes it. */
export type Item = z.infer<typeof itemSchema>;

const errorSchema = z.object({
  message: text.catch(''),
  type: z.string().catch(''),
  code: optional(z.string()),
  param: optional(z.string()),
  event_id: optional(z.string()),
});
export type ErrorBody = z.infer<typeof errorSchema>;

const details = z
  .object({
    text_tokens: optional(count),
    audio_tokens: optional(count),
    image_tokens: optional(count),
  })
  .nullish()
  .transform((v) => v ?? null);

export const usageBodySchema = z.object({
  input_tokens: optional(count),
  output_tokens: optional(count),
  input_token_details: z
    .object({
      text_tokens: optional(count),
      audio_tokens: optional(count),
      image_tokens: optional(count),
      cached_tokens: optional(count),
      cached_tokens_details: details,
    })
    .nullish()
    .transform((v) => v ?? null),
  output_token_details: details,
});
export type UsageBody = z.infer<typeof usageBodySchema>;

const transcriptionUsageBodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('tokens'),
    input_tokens: optional(count),
    output_tokens: optional(count),
    input_token_details: details,
  }),
  z.object({ type: z.literal('duration'), seconds: count }),
]);
export type TranscriptionUsageBody = z.infer<typeof transcriptionUsageBodySchema>;

export const responseSchema = z.object({
  id: optional(id),
  status: optional(z.string()),
  status_details: z
    .object({ reason: optional(z.string()), error: errorSchema.nullish().catch(null) })
    .nullish()
    .catch(null)
    .transform((v) => v ?? null),
  conversation_id: optional(z.string()),
  metadata: z
    .record(z.string(), z.unknown())
    .nullish()
    .catch(null)
    .transform((v) => v ?? {}),
  usage: usageBodySchema
    .nullish()
    .catch(null)
    .transform((v) => v ?? null),
});
export type ResponseBody = z.infer<typeof responseSchema>;

const part = { response_id: optional(id), item_id: id, content_index: optional(count) };
const delta = <N extends string>(type: N) =>
  z.object({ type: z.literal(type), ...part, delta: text });
const placed = <N extends string>(type: N) =>
  z.object({ type: z.literal(type), previous_item_id: optional(z.string()), item: itemSchema });
const output = <N extends string>(type: N) =>
  z.object({ type: z.literal(type), response_id: optional(id), item: itemSchema });

/** How sure a transcriber is of its tokens. What cannot be read is left out, words and all stay. */
const logprobs = z
  .array(
    z.object({
      token: z.string().max(1000),
      logprob: z.number(),
      bytes: z
        .array(z.number().int().min(0).max(255))
        .max(4000)
        .nullish()
        .transform((v) => v ?? null),
    }),
  )
  .max(8192)
  .nullish()
  .catch(null)
  .transform((v) => v ?? null);

/** The events that the session acts on, by the names of the GA protocol. */
export const serverEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.created'), session: sessionShapeSchema }),
  z.object({ type: z.literal('session.updated'), session: sessionShapeSchema }),
  placed('conversation.item.added'),
  placed('conversation.item.done'),
  z.object({ type: z.literal('conversation.item.deleted'), item_id: id }),
  z.object({
    type: z.literal('input_audio_buffer.committed'),
    item_id: id,
    previous_item_id: optional(z.string()),
  }),
  z.object({
    type: z.literal('input_audio_buffer.speech_started'),
    item_id: optional(id),
    audio_start_ms: optional(count),
  }),
  z.object({
    type: z.literal('input_audio_buffer.speech_stopped'),
    item_id: optional(id),
    audio_end_ms: optional(count),
  }),
  z.object({ type: z.literal('input_audio_buffer.timeout_triggered'), item_id: optional(id) }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.delta'),
    item_id: id,
    delta: optional(text),
    logprobs,
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.completed'),
    item_id: id,
    transcript: text,
    logprobs,
    usage: transcriptionUsageBodySchema
      .nullish()
      .catch(null)
      .transform((v) => v ?? null),
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.failed'),
    item_id: id,
    error: errorSchema,
  }),
  z.object({ type: z.literal('response.created'), response: responseSchema }),
  z.object({ type: z.literal('response.done'), response: responseSchema }),
  // Some servers tell of a call in no other way.
  z.object({
    type: z.literal('response.function_call_arguments.done'),
    response_id: optional(id),
    item_id: optional(id),
    call_id: optional(id),
    name: optional(z.string().max(256)),
    arguments: optional(text),
  }),
  output('response.output_item.added'),
  output('response.output_item.done'),
  delta('response.output_audio.delta'),
  z.object({ type: z.literal('response.output_audio.done'), ...part }),
  delta('response.output_audio_transcript.delta'),
  z.object({
    type: z.literal('response.output_audio_transcript.done'),
    ...part,
    transcript: optional(text),
  }),
  delta('response.output_text.delta'),
  z.object({ type: z.literal('response.output_text.done'), ...part, text: optional(text) }),
  z.object({ type: z.literal('error'), error: errorSchema }),
]);
export type ServerEvent = z.infer<typeof serverEventSchema>;
export type ServerEventType = ServerEvent['type'];
export type ServerEventOf<T extends ServerEventType> = Extract<ServerEvent, { type: T }>;
