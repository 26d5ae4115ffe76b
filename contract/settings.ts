import { z } from 'zod';
import { budgetSchema, noBudget } from './budget.ts';
import { talkStyleSchema } from './hold.ts';
import { defaultHotkeys, type Hotkeys, hotkeysSchema } from './hotkeys.ts';
import { localeSchema } from './locale.ts';
import { builtInProfiles, profileIdSchema, profilesSchema } from './profiles.ts';

// What was kept before these were there begins with what the API does by itself.
const answers = {
  /** A pause is answered by itself; otherwise an answer is asked for by hand. */
  createResponse: z.boolean().default(true),
  /** Speech cuts an answer off. */
  interruptResponse: z.boolean().default(true),
};

/** How a hands-free turn ends, with the ranges of the Realtime API. */
export const turnDetectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('server_vad'),
    threshold: z.number().min(0).max(1),
    prefixPaddingMilliseconds: z.number().int().min(0).max(2000),
    silenceMilliseconds: z.number().int().min(100).max(5000),
    /** After a silence of this length behind an answer, the partner speaks again; null: it waits. */
    idleTimeoutMilliseconds: z.number().int().min(5000).max(30_000).nullable().default(null),
    ...answers,
  }),
  z.strictObject({
    kind: z.literal('semantic_vad'),
    eagerness: z.enum(['low', 'medium', 'high', 'auto']),
    ...answers,
  }),
]);
export type TurnDetection = z.infer<typeof turnDetectionSchema>;

/** How well a language is spoken: the levels of the Common European Framework (CEFR). */
export const levels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;
export const levelSchema = z.enum(levels);
export type Level = z.infer<typeof levelSchema>;

const deviceId = z.string().max(256);

export const settingsSchema = z.strictObject({
  locale: localeSchema.nullable().describe('null follows the system'),
  theme: z.enum(['system', 'light', 'dark']),
  profiles: profilesSchema,
  /** Id of the profile in force; `profileOf` finds it. */
  profile: profileIdSchema,
  voice: z.string().min(1).max(64),
  /** Of the spoken answer; 1 is normal. */
  speed: z.number().min(0.25).max(1.5),
  mode: z.enum(['push_to_talk', 'hands_free']),
  turnDetection: turnDetectionSchema,
  /** What the endpoint removes from the microphone's sound before it listens. */
  noiseReduction: z.enum(['off', 'near_field', 'far_field']),
  /** The transcriber is asked to keep mistakes and hesitations as they were. */
  verbatim: z.boolean(),
  scenario: z.string().max(64).nullable(),
  /** BCP 47 tag of the language that is practised; a scenario's own language goes before it. */
  language: z.string().min(2).max(12),
  /** BCP 47 tag of the learner's own language; null is that of the user interface. */
  nativeLanguage: z.string().min(2).max(12).nullable(),
  level: levelSchema,
  /** When the partner's words are shown: as they are said, or when the hint key asks for them. */
  partnerWords: z.enum(['shown', 'on_hint']),
  /** Device ids as the browser names them; null is the system's default. */
  inputDevice: deviceId.nullable(),
  outputDevice: deviceId.nullable(),
  echoCancellation: z.boolean(),
  noiseSuppression: z.boolean(),
  autoGainControl: z.boolean(),
  hotkeys: hotkeysSchema.nullable().describe('null: the defaults of this platform'),
  talkStyle: talkStyleSchema,
  /** Short sounds when a turn begins and ends. */
  cues: z.boolean(),
  pill: z.enum(['off', 'in_session', 'always']),
  /** Closing the window leaves the app in the tray. */
  closeToTray: z.boolean(),
  launchAtLogin: z.boolean(),
  /** Of each lesson. */
  budget: budgetSchema,
  automaticUpdates: z.boolean(),
  /** The first run was gone through, or left. */
  introduced: z.boolean(),
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

/** The transcribers that are offered; any other can be typed. */
export const transcriptionModels = [
  'gpt-4o-transcribe',
  'gpt-4o-mini-transcribe',
  'gpt-transcribe',
  'whisper-1',
] as const;

export const defaultSettings: Settings = {
  locale: null,
  theme: 'system',
  profiles: [...builtInProfiles],
  profile: 'automatic',
  voice: 'marin',
  speed: 1,
  mode: 'push_to_talk',
  turnDetection: {
    kind: 'server_vad',
    threshold: 0.5,
    prefixPaddingMilliseconds: 300,
    silenceMilliseconds: 500,
    idleTimeoutMilliseconds: null,
    createResponse: true,
    interruptResponse: true,
  },
  noiseReduction: 'off',
  verbatim: true,
  scenario: 'strawberries.en',
  language: 'en',
  nativeLanguage: null,
  level: 'A2',
  partnerWords: 'shown',
  inputDevice: null,
  outputDevice: null,
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  hotkeys: null,
  talkStyle: 'both',
  cues: true,
  pill: 'in_session',
  closeToTray: true,
  launchAtLogin: false,
  budget: noBudget,
  automaticUpdates: true,
  introduced: false,
};

/** The global keys in force on `platform` (Node's name). */
export function hotkeysOf(settings: Pick<Settings, 'hotkeys'>, platform: string): Hotkeys {
  return settings.hotkeys ?? defaultHotkeys(platform);
}
