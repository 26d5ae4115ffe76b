import { z } from 'zod';
import { localeSchema } from './locale.ts';

/** How a hands-free turn ends, with the ranges of the Realtime API. */
export const turnDetectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('server_vad'),
    threshold: z.number().min(0).max(1),
    prefixPaddingMilliseconds: z.number().int().min(0).max(2000),
    silenceMilliseconds: z.number().int().min(100).max(5000),
  }),
  z.strictObject({
    kind: z.literal('semantic_vad'),
    eagerness: z.enum(['low', 'medium', 'high', 'auto']),
  }),
]);
export type TurnDetection = z.infer<typeof turnDetectionSchema>;

/** Where the conversation is held. `automatic`: OpenAI when a key is there, else the partner. */
export const endpointChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('automatic') }),
  z.strictObject({ kind: z.literal('partner') }),
  z.strictObject({ kind: z.literal('openai') }),
  z.strictObject({
    kind: z.literal('custom'),
    url: z.url({ protocol: /^wss?$/ }).max(2000),
    withKey: z.boolean(),
  }),
]);
export type EndpointChoice = z.infer<typeof endpointChoiceSchema>;

const deviceId = z.string().max(256);

export const settingsSchema = z.strictObject({
  locale: localeSchema.nullable().describe('null follows the system'),
  theme: z.enum(['system', 'light', 'dark']),
  endpoint: endpointChoiceSchema,
  model: z.string().min(1).max(128),
  voice: z.string().min(1).max(64),
  /** Of the spoken answer; 1 is normal. */
  speed: z.number().min(0.25).max(1.5),
  mode: z.enum(['push_to_talk', 'hands_free']),
  turnDetection: turnDetectionSchema,
  scenario: z.string().max(64).nullable(),
  /** BCP 47 tag of the language that is practised; a scenario's own language goes before it. */
  language: z.string().min(2).max(12),
  /** Device ids as the browser names them; null is the system's default. */
  inputDevice: deviceId.nullable(),
  outputDevice: deviceId.nullable(),
  echoCancellation: z.boolean(),
  noiseSuppression: z.boolean(),
  autoGainControl: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsPatchSchema = settingsSchema.partial();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** The voices that the Realtime API lists for `audio.output.voice`. */
export const voices = [
  'marin',
  'cedar',
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'sage',
  'shimmer',
  'verse',
] as const;

/** The models that are offered; any other can be typed. */
export const models = ['gpt-realtime-2.1', 'gpt-realtime-2.1-mini'] as const;

export const defaultSettings: Settings = {
  locale: null,
  theme: 'system',
  endpoint: { kind: 'automatic' },
  model: 'gpt-realtime-2.1',
  voice: 'marin',
  speed: 1,
  mode: 'push_to_talk',
  turnDetection: {
    kind: 'server_vad',
    threshold: 0.5,
    prefixPaddingMilliseconds: 300,
    silenceMilliseconds: 500,
  },
  scenario: 'strawberries.en',
  language: 'en',
  inputDevice: null,
  outputDevice: null,
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};
