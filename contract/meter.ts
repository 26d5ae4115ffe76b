import { z } from 'zod';

/** Millionths of a US dollar, rounded once, at the edge; the core counts exactly. */
export const microDollarsSchema = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

const share = z.number().min(0).max(1);
const seconds = z.number().nonnegative();
const count = z.number().int().nonnegative();

/** `free`: nobody bills it. `unknown`: the price file does not have that exact model. */
export const pricingSchema = z.enum(['free', 'known', 'unknown']);
export type Pricing = z.infer<typeof pricingSchema>;

/** What was paid for turning the learner's speech into words, which is billed apart. */
export const transcriptionMeterSchema = z.strictObject({
  /** Seconds of audio that were billed by their length. */
  seconds,
  /** Tokens in and out, where it is billed by tokens. */
  tokens: count,
  /** Null: some of it has no known price. */
  cost: microDollarsSchema.nullable(),
});

/** How the lesson stands to its budget. `ending`: it ends after the answer, as the learner wished. */
export const budgetViewSchema = z.strictObject({
  state: z.enum(['none', 'within', 'near', 'reached', 'ending']),
  /** The limit that is nearest to being used up; null without one. */
  by: z.enum(['minutes', 'dollars']).nullable(),
  /** The limits in force, after every going on. */
  seconds: seconds.nullable(),
  cost: microDollarsSchema.nullable(),
});
export type BudgetView = z.infer<typeof budgetViewSchema>;

/** What a lesson of so many minutes is likely to cost with the model that is chosen. */
export const forecastSchema = z.strictObject({
  minutes: z.number().int().positive(),
  /** Null where the price is unknown; 0 where nothing is billed. */
  cost: microDollarsSchema.nullable(),
  /** From this learner's own lessons, or from assumptions. */
  basis: z.enum(['lessons', 'assumptions']),
});

/** What the conversation has cost, and what it is going to. */
export const meterSchema = z.strictObject({
  model: z.string(),
  pricing: pricingSchema,
  /** Seconds that a session was open. */
  seconds,
  /** Of all responses, transcription aside; null: a part of it has no known price. */
  cost: microDollarsSchema.nullable(),
  perMinute: microDollarsSchema.nullable(),
  /** How much of the input was served from the cache; null before the first response. */
  cachedShare: share.nullable(),
  /** What the cache took off the price; null where that is not known. */
  saved: microDollarsSchema.nullable(),
  /** What the next turn is likely to cost; null before the first response, and without a price. */
  next: microDollarsSchema.nullable(),
  /** What a million tokens of a picture cost where they are not served from the cache; null: unknown. */
  pictures: microDollarsSchema.nullable(),
  transcription: transcriptionMeterSchema,
  budget: budgetViewSchema,
  forecast: forecastSchema,
  prices: z.strictObject({
    /** As of when the price file says it is right: `2026-11` or `2026-11-24`. */
    asOf: z.string(),
    /** What is wrong with the learner's own price file, and where; null: nothing. */
    problem: z.string().nullable(),
  }),
});
export type Meter = z.infer<typeof meterSchema>;

/** The meter before anything was said or chosen. */
export const noMeter: Meter = {
  model: '',
  pricing: 'free',
  seconds: 0,
  cost: 0,
  perMinute: null,
  cachedShare: null,
  saved: 0,
  next: null,
  pictures: null,
  transcription: { seconds: 0, tokens: 0, cost: 0 },
  budget: { state: 'none', by: null, seconds: null, cost: null },
  forecast: { minutes: 15, cost: 0, basis: 'assumptions' },
  prices: { asOf: '', problem: null },
};
