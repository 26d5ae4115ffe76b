import { z } from 'zod';
import { failureSchema } from './failure.ts';

/** What is tried out at an endpoint, in the order in which it is shown. */
export const endpointSteps = [
  /** Its name was found, its host answered, its certificate is trusted, it took the upgrade. */
  'resolve',
  'reach',
  'secure',
  'upgrade',
  /** It took the key, or wants none. */
  'key',
  /** It greets with `session.created`. */
  'greeting',
  /** It took `session.update`. */
  'settings',
  /** It takes audio and commits it when it is told to. */
  'turn',
  /** It writes down what was said. */
  'transcription',
  /** It answers, and with sound. */
  'answer',
  'sound',
  /** It takes back what was not heard. */
  'truncate',
  /** Its list of models can be read over REST. */
  'models',
] as const;
export const endpointStepSchema = z.enum(endpointSteps);
export type EndpointStep = z.infer<typeof endpointStepSchema>;

export const stepResultSchema = z.strictObject({
  step: endpointStepSchema,
  /**
   * `missing`: a lesson goes on without it; `failed`: it does not; `untried`: it was not reached,
   * or does not apply.
   */
  outcome: z.enum(['good', 'missing', 'failed', 'untried']),
  /** Since the step before; null where that says nothing. */
  milliseconds: z.number().int().nonnegative().nullable(),
  /** Why it failed or is missing, where that is known. Never holds a key. */
  failure: failureSchema.nullable(),
});
export type StepResult = z.infer<typeof stepResultSchema>;

/** What a trial of an endpoint found. */
export const endpointReportSchema = z.strictObject({
  profile: z.string(),
  host: z.string(),
  model: z.string(),
  /** A lesson can be held there. */
  usable: z.boolean(),
  steps: z.array(stepResultSchema),
  /** The shape of the protocol that it speaks; null: that was not found out. */
  dialect: z.enum(['ga', 'beta']).nullable(),
  /** The name of the proxy's host on the way there; null: there is none. */
  proxy: z.string().nullable(),
  /** Milliseconds there and back: of a WebSocket ping, and of an event and its answer. */
  roundTrip: z.strictObject({
    ping: z.number().int().nonnegative().nullable(),
    event: z.number().int().nonnegative().nullable(),
  }),
  /** Milliseconds of the whole trial. */
  milliseconds: z.number().int().nonnegative(),
});
export type EndpointReport = z.infer<typeof endpointReportSchema>;
