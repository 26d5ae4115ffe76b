import { z } from 'zod';
import { exactDollars } from './money.ts';

/** US dollars for a million tokens, or for a minute. */
const rateSchema = z
  .number()
  .min(0)
  .max(100_000)
  .refine((value) => exactDollars(value) !== null, 'has more than six decimals');

/** What a model's tokens cost. A rate that is left out is unknown, not nothing. */
const modelPriceSchema = z.strictObject({
  text: z
    .strictObject({
      in: rateSchema,
      cached: rateSchema.exactOptional(),
      out: rateSchema.exactOptional(),
    })
    .exactOptional(),
  audio: z
    .strictObject({
      in: rateSchema,
      cached: rateSchema.exactOptional(),
      out: rateSchema.exactOptional(),
    })
    .exactOptional(),
  image: z.strictObject({ in: rateSchema, cached: rateSchema.exactOptional() }).exactOptional(),
});
export type ModelPrice = z.infer<typeof modelPriceSchema>;

/** What a transcriber costs: for a minute of audio, or for tokens. */
const transcriptionPriceSchema = z.strictObject({
  minute: rateSchema.exactOptional(),
  text: z.strictObject({ in: rateSchema, out: rateSchema }).exactOptional(),
  audio: z.strictObject({ in: rateSchema }).exactOptional(),
});
export type TranscriptionPrice = z.infer<typeof transcriptionPriceSchema>;

const fileSchema = z.strictObject({
  /** A month or a day. */
  asOf: z
    .string()
    .regex(/^\d{4}-\d{2}(-\d{2})?$/)
    .exactOptional(),
  source: z.string().max(500).exactOptional(),
  models: z.record(z.string().max(128), z.unknown()).exactOptional(),
  transcription: z.record(z.string().max(128), z.unknown()).exactOptional(),
});

/** The prices of one file, by exact model id. */
export interface PriceList {
  readonly asOf: string | null;
  readonly models: ReadonlyMap<string, ModelPrice>;
  readonly transcription: ReadonlyMap<string, TranscriptionPrice>;
  /** What could not be read, and where; null: all of it could. */
  readonly problem: string | null;
}

export const noPrices: PriceList = {
  asOf: null,
  models: new Map(),
  transcription: new Map(),
  problem: null,
};

/**
 * Reads a price file. Never throws: an entry that is wrong is left out and named, the others hold.
 * A file that cannot be read at all gives no prices.
 */
export function readPrices(text: string): PriceList {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ...noPrices, problem: `It is not JSON: ${String(error).slice(0, 200)}` };
  }
  const file = fileSchema.safeParse(value);
  if (!file.success) return { ...noPrices, problem: explain(file.error, []) };
  const problems: string[] = [];
  const { asOf = null, models = {}, transcription = {} } = file.data;
  return {
    asOf,
    models: readEntries({ schema: modelPriceSchema, name: 'models', entries: models }, problems),
    transcription: readEntries(
      { schema: transcriptionPriceSchema, name: 'transcription', entries: transcription },
      problems,
    ),
    problem: problems.length === 0 ? null : problems.slice(0, 5).join(' '),
  };
}

interface Entries<T> {
  readonly schema: z.ZodType<T>;
  readonly name: string;
  readonly entries: Readonly<Record<string, unknown>>;
}

function readEntries<T>({ schema, name, entries }: Entries<T>, problems: string[]): Map<string, T> {
  const read = new Map<string, T>();
  for (const [model, entry] of Object.entries(entries)) {
    const parsed = schema.safeParse(entry);
    if (parsed.success) read.set(model, parsed.data);
    else problems.push(explain(parsed.error, [name, model]));
  }
  return read;
}

function explain(error: z.ZodError, at: readonly string[]): string {
  const issue = error.issues[0];
  const where = [...at, ...(issue?.path ?? [])].join(' → ') || 'the file';
  return `${where}: ${issue?.message ?? 'is not as it should be'}.`;
}
