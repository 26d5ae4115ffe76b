import { z } from 'zod';
import { localizedSchema } from './locale.ts';

const stepId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
/** Text that is said; `{name}` is replaced by the variable of that name. */
const spoken = z.string().min(1).max(600);
const variables = z.record(z.string().regex(/^[a-z_]{1,30}$/), z.union([z.string(), z.number()]));

/** One of the replies that the screen offers, and where the conversation goes when it is said. */
export const replySchema = z.strictObject({
  id: stepId,
  text: spoken,
  meaning: localizedSchema,
  next: stepId,
  set: variables.optional(),
});

/** What the partner says at this point, and what the learner may say to it. */
export const stepSchema = z.strictObject({
  say: spoken,
  /** What that means, for a learner who asks; the same variables are replaced. */
  meaning: localizedSchema.optional(),
  replies: z.array(replySchema).max(6).default([]),
  /** A function call after what is said. Its output decides: `{"status":"confirmed"}`, or not. */
  call: z
    .strictObject({
      name: z.string().regex(/^[a-z_]{1,40}$/),
      arguments: variables,
      confirmed: stepId,
      declined: stepId,
    })
    .optional(),
});

/** A role-play that the offline partner can lead: steps, each with the replies that it offers. */
export const guidedSchema = z.strictObject({
  start: stepId,
  steps: z.record(stepId, stepSchema),
  /** What the partner says when no reply was recognised. */
  misheard: spoken,
  misheardMeaning: localizedSchema.optional(),
  /** What values of variables are called in a meaning: `Saturday morning` and the like. */
  terms: z.record(z.string().min(1).max(200), localizedSchema).optional(),
});

export const scenarioSchema = z.strictObject({
  /** Name and language, such as `strawberries.en`. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}\.[a-z]{2,3}(-[A-Za-z]{2,8})?$/),
  /** BCP 47 tag of the language that is practised. */
  language: z.string().min(2).max(12),
  level: z.enum(['A1', 'A2', 'B1', 'B2', 'C1', 'C2']),
  title: localizedSchema,
  summary: localizedSchema,
  roles: z.strictObject({ learner: localizedSchema, partner: localizedSchema }),
  /** Voice of the offline synthesiser, and words a minute. */
  voice: z.strictObject({ name: z.string().max(40), rate: z.number().int().min(80).max(300) }),
  /** What a language model is told when it plays the partner. */
  instructions: z.string().min(1).max(8000),
  /** Names of the tools that belong to this role-play. */
  tools: z.array(z.string()).max(16),
  guided: guidedSchema.optional(),
});

export type Scenario = z.infer<typeof scenarioSchema>;
export type Guided = z.infer<typeof guidedSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Reply = z.infer<typeof replySchema>;

/** What the page needs to offer a scenario. */
export const scenarioSummarySchema = scenarioSchema
  .pick({ id: true, language: true, level: true, title: true, summary: true, roles: true })
  .extend({ guided: z.boolean() });
export type ScenarioSummary = z.infer<typeof scenarioSummarySchema>;
