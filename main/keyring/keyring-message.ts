import { z } from 'zod';
import { keySlotSchema } from '../core/settings/key-vault.ts';

const slot = keySlotSchema;

/** One piece of work for the keyring; each is done by a process of its own. */
export const keyringRequestSchema = z.discriminatedUnion('work', [
  z.strictObject({ work: z.literal('look') }),
  z.strictObject({ work: z.literal('read'), slot }),
  z.strictObject({ work: z.literal('write'), slot, key: z.string().min(1).max(512) }),
  z.strictObject({ work: z.literal('settle'), slot }),
  z.strictObject({ work: z.literal('undo'), slot }),
  z.strictObject({ work: z.literal('erase'), slot }),
]);
export type KeyringRequest = z.infer<typeof keyringRequestSchema>;

/** What came of it. `absent`: this machine has no keyring that could be reached. */
export const keyringReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('read'), key: z.string().max(65_536).nullable() }),
  z.strictObject({
    kind: z.literal('failed'),
    reason: z.enum(['absent', 'locked', 'refused']),
    text: z.string().max(2000),
  }),
]);
export type KeyringReply = z.infer<typeof keyringReplySchema>;
