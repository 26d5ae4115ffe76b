import { z } from 'zod';

const milliseconds = z.int().min(0).max(60_000);

const formatSchema = z.strictObject({
  type: z.literal('audio/pcm'),
  rate: z.literal(24_000).default(24_000),
});

const serverVadSchema = z.strictObject({
  type: z.literal('server_vad'),
  threshold: z.number().min(0).max(1).default(0.5),
  prefix_padding_ms: milliseconds.default(300),
  silence_duration_ms: milliseconds.default(500),
  create_response: z.boolean().default(true),
  interrupt_response: z.boolean().default(true),
  idle_timeout_ms: z.int().min(5000).max(30_000).nullable().default(null),
});

const semanticVadSchema = z.strictObject({
  type: z.literal('semantic_vad'),
  eagerness: z.enum(['low', 'medium', 'high', 'auto']).default('auto'),
  create_response: z.boolean().default(true),
  interrupt_response: z.boolean().default(true),
});

/** How the server finds the end of a turn; defaults as the API documents them. Null is push to talk. */
export const turnDetectionSchema = z
  .discriminatedUnion('type', [serverVadSchema, semanticVadSchema])
  .nullable();
export type TurnDetection = z.infer<typeof turnDetectionSchema>;

const transcriptionSchema = z.strictObject({
  model: z.string().max(128).optional(),
  language: z.string().max(20).optional(),
  languages: z.array(z.string().max(20)).max(32).optional(),
  keywords: z.array(z.string().max(200)).max(200).optional(),
  prompt: z.string().max(8000).optional(),
  delay: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']).optional(),
});

const noiseReductionSchema = z.strictObject({
  type: z.enum(['near_field', 'far_field']).optional(),
  strength: z.number().min(0).max(10).optional(),
});

const voiceSchema = z.union([
  z.string().min(1).max(128),
  z.strictObject({ id: z.string().max(128) }),
]);

const inputSchema = z.strictObject({
  format: formatSchema.optional(),
  transcription: transcriptionSchema.nullable().optional(),
  noise_reduction: noiseReductionSchema.nullable().optional(),
  turn_detection: turnDetectionSchema.optional(),
});

const outputSchema = z.strictObject({
  format: formatSchema.optional(),
  voice: voiceSchema.optional(),
  speed: z.number().min(0.25).max(1.5).optional(),
});

/** A function that the model may call. MCP tools are refused: the partner reaches no other server. */
export const toolSchema = z.strictObject({
  type: z.literal('function'),
  name: z.string().regex(/^[\w-]{1,64}$/),
  description: z.string().max(16_000).optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});
export type Tool = z.infer<typeof toolSchema>;

export const toolChoiceSchema = z.union([
  z.enum(['auto', 'none', 'required']),
  z.strictObject({ type: z.literal('function'), name: z.string().max(64) }),
]);
export type ToolChoice = z.infer<typeof toolChoiceSchema>;

/** Text or audio, never both, as the API demands. */
export const modalitiesSchema = z.array(z.enum(['text', 'audio'])).length(1);
export const maximumSchema = z.union([z.int().min(1).max(4096), z.literal('inf')]);
export const instructionsSchema = z.string().max(200_000);
export const reasoningSchema = z.strictObject({
  effort: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']).optional(),
});
export const toolsSchema = z.array(toolSchema).max(128);
/** Of the output, a response may set these two for itself. */
export const responseAudioSchema = z.strictObject({
  output: z
    .strictObject({ format: formatSchema.optional(), voice: voiceSchema.optional() })
    .optional(),
});

const truncationSchema = z.union([
  z.enum(['auto', 'disabled']),
  z.strictObject({
    type: z.literal('retention_ratio'),
    retention_ratio: z.number().min(0).max(1),
    token_limits: z.strictObject({ post_instructions: z.int().min(0).optional() }).optional(),
  }),
]);

const tracingSchema = z.union([
  z.literal('auto'),
  z.strictObject({
    workflow_name: z.string().max(256).optional(),
    group_id: z.string().max(256).optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
  }),
  z.null(),
]);

/** The `session` of `session.update`: every field but `type` may be left out. */
export const sessionUpdateSchema = z.strictObject({
  type: z.literal('realtime'),
  model: z.string().max(128).optional(),
  instructions: instructionsSchema.optional(),
  output_modalities: modalitiesSchema.optional(),
  audio: z
    .strictObject({ input: inputSchema.optional(), output: outputSchema.optional() })
    .optional(),
  tools: toolsSchema.optional(),
  tool_choice: toolChoiceSchema.optional(),
  parallel_tool_calls: z.boolean().optional(),
  reasoning: reasoningSchema.optional(),
  max_output_tokens: maximumSchema.optional(),
  tracing: tracingSchema.optional(),
  include: z
    .array(z.literal('item.input_audio_transcription.logprobs'))
    .max(1)
    .nullable()
    .optional(),
  truncation: truncationSchema.optional(),
  prompt: z.null().optional(),
});
export type SessionUpdate = z.infer<typeof sessionUpdateSchema>;
