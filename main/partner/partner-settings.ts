import { z } from 'zod';

/** What a partner is started with from the command line or by a host. */
export const partnerSettingsSchema = z.object({
  port: z.int().min(0).max(65_535).default(0),
  key: z.string().min(1).max(512).exactOptional(),
  /** A second to a day. */
  maxSessionMilliseconds: z.int().min(1000).max(86_400_000).exactOptional(),
  defaultScenario: z.string().max(80).exactOptional(),
  chat: z
    .object({
      baseUrl: z.url({ protocol: /^https?$/ }),
      model: z.string().min(1).max(200),
      key: z.string().min(1).max(512).exactOptional(),
      sees: z.boolean().exactOptional(),
    })
    .exactOptional(),
  speed: z.number().positive().max(1000).exactOptional(),
});
export type PartnerSettings = z.infer<typeof partnerSettingsSchema>;
