import { z } from 'zod';
import { endpointReportSchema } from '../endpoint-report.ts';
import { failureSchema } from '../failure.ts';
import { profileIdSchema } from '../profiles.ts';
import { settingsPatchSchema, settingsSchema } from '../settings.ts';

/** Where the key is, which is all that the page ever learns of it. */
export const keyStatusSchema = z.strictObject({
  configured: z.boolean(),
  /**
   * `environment` cannot be changed from inside the app; `memory` is forgotten at quitting;
   * `vault` is kept by the operating system.
   */
  place: z.enum(['none', 'environment', 'memory', 'vault']),
  /**
   * What this machine offers to keep a key in. `weak`: it is kept, but whoever can read the
   * learner's files can read the key, so the learner is asked first.
   */
  vault: z.strictObject({ strength: z.enum(['none', 'weak', 'strong']), name: z.string().max(64) }),
  /**
   * Why a kept key is not in use, or may not stay: `locked` and `unreadable` leave what is kept
   * untouched; `moved`: it was kept by another vault of this machine; `not_kept`: what was written
   * did not read back, so the key is in memory only.
   */
  trouble: z.enum(['locked', 'unreadable', 'moved', 'not_kept']).nullable(),
});
export type KeyStatus = z.infer<typeof keyStatusSchema>;

/** The status of a machine without a key and without a vault. */
export const noKey: KeyStatus = {
  configured: false,
  place: 'none',
  vault: { strength: 'none', name: '' },
  trouble: null,
};

/** What an endpoint says to a key. */
export const keyCheckSchema = z.strictObject({
  /** Null: the key is good there. */
  failure: failureSchema.nullable(),
  /** The host that was asked. */
  host: z.string(),
});
export type KeyCheck = z.infer<typeof keyCheckSchema>;

const key = z.string().trim().min(8).max(512);

/** Settings, and the API key of the profile in force. */
export const settingsCalls = {
  'settings.change': { input: settingsPatchSchema, output: settingsSchema },
  /**
   * The one time that a key crosses the bridge: inwards, from the field where it is typed. `weak`:
   * the learner agrees that a weak vault keeps it; without, it stays in memory there.
   */
  'key.set': { input: z.strictObject({ key, weak: z.boolean() }), output: keyStatusSchema },
  'key.clear': { input: z.strictObject({}), output: keyStatusSchema },
  /** Asks the chosen endpoint whether it takes this key, or with null the one that is there. */
  'key.check': { input: z.strictObject({ key: key.nullable() }), output: keyCheckSchema },
  /**
   * Connects to a profile's server as a session would, and tries out what a lesson needs. It asks
   * for one short answer, which costs a fraction of a cent where answers cost. 15 s at most.
   */
  'endpoint.test': {
    input: z.strictObject({ profile: profileIdSchema }),
    output: endpointReportSchema,
  },
} as const;
