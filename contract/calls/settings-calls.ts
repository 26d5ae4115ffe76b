import { z } from 'zod';
import { settingsPatchSchema, settingsSchema } from '../settings.ts';

/** Where the key is, which is all that the page ever learns of it. */
export const keyStatusSchema = z.strictObject({
  configured: z.boolean(),
  /** `environment` cannot be changed from inside the app; `memory` is forgotten at quitting. */
  place: z.enum(['none', 'environment', 'memory']),
});
export type KeyStatus = z.infer<typeof keyStatusSchema>;

/** Settings and the API key. */
export const settingsCalls = {
  'settings.change': { input: settingsPatchSchema, output: settingsSchema },
  /** The one time that a key crosses the bridge: inwards, from the field where it is typed. */
  'key.set': {
    input: z.strictObject({ key: z.string().trim().min(8).max(512) }),
    output: keyStatusSchema,
  },
  'key.clear': { input: z.strictObject({}), output: keyStatusSchema },
} as const;
