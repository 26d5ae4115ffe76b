import { z } from 'zod';
import { chordSchema } from '../../../contract/hotkeys.ts';

/** Why a listener cannot listen. */
const hookTroubleSchema = z.enum([
  'no_display',
  'accessibility',
  /** Anything else, such as a native module that does not load. */
  'other',
]);
export type HookTrouble = z.infer<typeof hookTroubleSchema>;

/** What the listening process says. */
export const hookReportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({
    kind: z.literal('failed'),
    trouble: hookTroubleSchema,
    text: z.string().max(500),
  }),
  z.strictObject({ kind: z.literal('key'), code: chordSchema.shape.key, down: z.boolean() }),
  /** Some key went down while a watched modifier was held. Which one stays with the listener. */
  z.strictObject({ kind: z.literal('other') }),
]);
export type HookReport = z.infer<typeof hookReportSchema>;

/** What the listening process is told. */
export const hookOrderSchema = z.discriminatedUnion('kind', [
  /** Report these chords, or every key while recording. */
  z.strictObject({
    kind: z.literal('watch'),
    chords: z.array(chordSchema).max(8),
    recording: z.boolean(),
  }),
  /** Take no key for held: the machine slept or was locked, and ups may have been missed. */
  z.strictObject({ kind: z.literal('forget') }),
]);
export type HookOrder = z.infer<typeof hookOrderSchema>;
export type WatchOrder = Extract<HookOrder, { kind: 'watch' }>;
