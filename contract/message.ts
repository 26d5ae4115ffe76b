import { z } from 'zod';
import { failureSchema } from './failure.ts';

/** The longest text message either side accepts, in UTF-16 units. */
export const MAX_MESSAGE_LENGTH = 4 * 1024 * 1024;

const id = z.number().int().nonnegative();

/** What crosses a wire as text. Audio crosses the same wire as binary: see audio-frame.ts. */
export const messageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id, name: z.string().max(64), input: z.unknown() }),
  z.strictObject({ kind: z.literal('result'), id, output: z.unknown() }),
  z.strictObject({ kind: z.literal('failure'), id, failure: failureSchema }),
  z.strictObject({
    kind: z.literal('event'),
    sequence: id,
    name: z.string().max(64),
    payload: z.unknown(),
  }),
]);
export type Message = z.infer<typeof messageSchema>;

export function encodeMessage(message: Message): string {
  return JSON.stringify(message);
}

/** The message in `text`, or null when it is malformed or longer than `MAX_MESSAGE_LENGTH`. */
export function decodeMessage(text: string): Message | null {
  if (text.length > MAX_MESSAGE_LENGTH) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = messageSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
