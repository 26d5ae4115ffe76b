import { z } from 'zod';
import { transcriptionUsageSchema, usageSchema } from '../../../contract/session.ts';
import { readDollars } from './money.ts';

const name = z.string().max(128);
/** Exact dollars; null where the price was unknown when it was used. */
const dollars = z
  .string()
  .refine((text) => readDollars(text) !== null)
  .nullable();

const common = {
  /** When it was used, in UTC. */
  at: z.iso.datetime(),
  /** The conversation that it was used in. */
  session: name,
  endpoint: z.enum(['partner', 'openai', 'custom']),
  /** The exact id of the model that is billed: of a transcription, the transcriber's. */
  model: name,
  scenario: name.nullable(),
  cost: dollars,
};

/** A line of the usage book: a response, or the transcription of a turn. */
export const usageRowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('response'), ...common, usage: usageSchema }),
  z.object({ kind: z.literal('transcription'), ...common, usage: transcriptionUsageSchema }),
]);
export type UsageRow = z.infer<typeof usageRowSchema>;

/** The longest line that is written or read, in characters. */
export const LONGEST_ROW = 2048;

/** The row in a line; null where it is damaged. */
export function readRow(line: string): UsageRow | null {
  if (line.length > LONGEST_ROW) return null;
  try {
    const row = usageRowSchema.safeParse(JSON.parse(line));
    return row.success ? row.data : null;
  } catch {
    return null;
  }
}
