import { z } from 'zod';
import { microDollarsSchema } from './meter.ts';
import { usageSchema } from './session.ts';

const count = z.number().int().nonnegative();

/** A day of the machine's calendar, such as `2026-11-24`. */
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The days from `from` to `to`, both included. */
export const usageRangeSchema = z.strictObject({ from: daySchema, to: daySchema });
export type UsageRange = z.infer<typeof usageRangeSchema>;

/** What one model used in one scenario on one day. */
export const usageGroupSchema = z.strictObject({
  day: daySchema,
  endpoint: z.enum(['partner', 'openai', 'custom']),
  model: z.string(),
  scenario: z.string().nullable(),
  responses: count,
  usage: usageSchema,
  /** What has a known price, transcription included. */
  cost: microDollarsSchema,
  /** Rows, transcription included, that have no known price. */
  unpriced: count,
  /** Seconds of the learner's speech whose transcription was billed by its length. */
  transcribedSeconds: z.number().nonnegative(),
});
export type UsageGroup = z.infer<typeof usageGroupSchema>;

export const usageReportSchema = z.strictObject({
  range: usageRangeSchema,
  groups: z.array(usageGroupSchema).max(5000),
  /** Lines of the book that could not be read. They stay where they are. */
  damaged: count,
  /** Groups were left out, the oldest first, because there are more than can be shown. */
  shortened: z.boolean(),
  /** The folder of the book and of the price file. */
  folder: z.string(),
});
export type UsageReport = z.infer<typeof usageReportSchema>;
