import { z } from 'zod';

/** The API's own limit of an item id. */
const itemId = z.string().min(1).max(32);
const text = z.string().max(200_000);
const common = {
  id: itemId.optional(),
  object: z.literal('realtime.item').optional(),
  status: z.enum(['completed', 'incomplete', 'in_progress']).optional(),
};

const userPartSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('input_text'), text }),
  z.strictObject({
    type: z.literal('input_audio'),
    audio: z.string(),
    transcript: text.nullable().optional(),
  }),
  z.strictObject({
    type: z.literal('input_image'),
    image_url: z.string(),
    detail: z.enum(['auto', 'low', 'high']).optional(),
  }),
]);

// Assistant audio cannot be put back: only the text of a part is taken, whatever its type.
const assistantPartSchema = z.strictObject({
  type: z.enum(['output_text', 'output_audio']),
  text,
  transcript: text.nullable().optional(),
  audio: z.null().optional(),
});

const messageSchema = z.discriminatedUnion('role', [
  z.strictObject({
    ...common,
    type: z.literal('message'),
    role: z.literal('system'),
    content: z
      .array(z.strictObject({ type: z.literal('input_text'), text }))
      .min(1)
      .max(64),
  }),
  z.strictObject({
    ...common,
    type: z.literal('message'),
    role: z.literal('user'),
    content: z.array(userPartSchema).min(1).max(64),
  }),
  z.strictObject({
    ...common,
    type: z.literal('message'),
    role: z.literal('assistant'),
    content: z.array(assistantPartSchema).min(1).max(64),
  }),
]);

const callSchema = z.strictObject({
  ...common,
  type: z.literal('function_call'),
  name: z.string().min(1).max(64),
  arguments: text,
  call_id: z.string().min(1).max(64).optional(),
});

const outputSchema = z.strictObject({
  ...common,
  type: z.literal('function_call_output'),
  call_id: z.string().min(1).max(64),
  output: z.string().max(1_000_000),
});

/** An item as a client may create it. */
export const newItemSchema = z.discriminatedUnion('type', [
  messageSchema,
  callSchema,
  outputSchema,
]);
export type NewItem = z.infer<typeof newItemSchema>;

/** An item of `response.create`'s own context: a new one, or a reference to one of the conversation. */
export const contextItemSchema = z.discriminatedUnion('type', [
  messageSchema,
  callSchema,
  outputSchema,
  z.strictObject({ type: z.literal('item_reference'), id: itemId }),
]);
export type ContextItem = z.infer<typeof contextItemSchema>;
