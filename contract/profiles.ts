import { z } from 'zod';

/** The most profiles that are kept, built-in ones included. */
export const MAX_PROFILES = 20;
/** The longest session of an endpoint that says nothing else: the limit of OpenAI. */
export const LONGEST_SESSION_MINUTES = 60;

/** It becomes a part of key slots and command lines. */
export const profileIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);

const address = z.url({ protocol: /^wss?$/ }).max(2000);

/**
 * How a key is shown to a server: `Authorization: Bearer`, the header `api-key` of Azure, or not
 * at all.
 */
export const keyHeaderSchema = z.enum(['bearer', 'api-key', 'none']);
export type KeyHeader = z.infer<typeof keyHeaderSchema>;

/** Who is asked. `automatic`: OpenAI when there is a key for it, else the partner. */
export const serverSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('automatic') }),
  z.strictObject({ kind: z.literal('partner') }),
  z.strictObject({ kind: z.literal('openai') }),
  z.strictObject({
    kind: z.literal('azure'),
    /** The resource's name, its host, or a whole address of another cloud; empty: not set up. */
    resource: z.string().trim().max(2000),
    deployment: z.string().trim().max(128),
    auth: z.enum(['bearer', 'api-key']),
  }),
  z.strictObject({ kind: z.literal('custom'), url: address, auth: keyHeaderSchema }),
]);
export type Server = z.infer<typeof serverSchema>;

/**
 * The way to the server. A proxy that wants a password is taken from the environment alone, since
 * settings are kept in plain text.
 */
export const proxySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('environment') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('url'),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .refine((text) => !hasPassword(text), 'A proxy with a password belongs in HTTPS_PROXY.'),
  }),
]);
export type ProxyChoice = z.infer<typeof proxySchema>;

function hasPassword(text: string): boolean {
  return /^\w+:[/\\]*[^/\\?#]*@/.test(text);
}

/**
 * Which shape of the protocol is spoken: `ga` is today's, `beta` that of 2024, which many servers
 * still have. `detect` finds out from what the server says first.
 */
export const dialectHintSchema = z.enum(['detect', 'ga', 'beta']);
export type DialectHint = z.infer<typeof dialectHintSchema>;

/** Where conversations are held, and how. */
export const profileSchema = z.strictObject({
  id: profileIdSchema,
  /** Empty for a built-in one, which the page names. */
  name: z.string().trim().max(64),
  server: serverSchema,
  /** What is asked for. With Azure the deployment decides, and this one names its price. */
  model: z.string().trim().min(1).max(128),
  /** What writes the learner's words down; null: nothing is asked to. */
  transcription: z.string().trim().min(1).max(128).nullable(),
  /** Minutes after which the server ends a session. */
  longestSession: z.number().int().min(1).max(1440),
  proxy: proxySchema,
  /** Path of a PEM file with certificate authorities that are trusted besides the known ones. */
  certificate: z.string().trim().min(1).max(1024).nullable(),
  dialect: dialectHintSchema,
  /** The server alone decides when a turn has ended, by its silence. */
  serverTurns: z.boolean(),
});
export type Profile = z.infer<typeof profileSchema>;

/** The profiles that are always there. */
export const builtInIds = ['automatic', 'partner', 'openai'] as const;
type BuiltInId = (typeof builtInIds)[number];

function builtIn(kind: BuiltInId): Profile {
  return {
    id: kind,
    name: '',
    server: { kind },
    model: 'gpt-realtime-2.1',
    transcription: 'gpt-4o-transcribe',
    longestSession: LONGEST_SESSION_MINUTES,
    proxy: { kind: 'environment' },
    certificate: null,
    dialect: 'ga',
    serverTurns: false,
  };
}

export const builtInProfiles: readonly Profile[] = builtInIds.map(builtIn);

export function isBuiltIn(id: string): boolean {
  return builtInIds.some((each) => each === id);
}

/** All profiles: the built-in ones are there and are what they say, and no id is there twice. */
export const profilesSchema = z
  .array(profileSchema)
  .max(MAX_PROFILES)
  .refine((profiles) => new Set(profiles.map(({ id }) => id)).size === profiles.length, {
    error: 'Two profiles have the same id.',
  })
  .refine(
    (profiles) =>
      builtInIds.every((id) => profiles.some((each) => each.id === id && each.server.kind === id)),
    { error: 'A built-in profile is missing.' },
  )
  .refine((profiles) => profiles.every(isOwnOrBuiltIn), {
    error: 'A profile of one’s own names its server.',
  });

function isOwnOrBuiltIn({ id, server }: Profile): boolean {
  return isBuiltIn(id) || server.kind === 'azure' || server.kind === 'custom';
}

/** What holds a choice of profile: the settings. */
export interface ProfileChoice {
  readonly profiles: readonly Profile[];
  readonly profile: string;
}

/** The profile that is in force. One that is no longer there gives way to `automatic`. */
export function profileOf(
  { profiles, profile }: ProfileChoice,
  id: string | null = profile,
): Profile {
  const found = profiles.find((each) => each.id === id);
  return found ?? profiles.find((each) => each.id === 'automatic') ?? builtIn('automatic');
}

/** A profile of one's own, like OpenAI's in all that `change` does not say. */
export function ownProfile(
  id: string,
  server: Extract<Server, { kind: 'azure' | 'custom' }>,
  change: Partial<Omit<Profile, 'id' | 'server'>> = {},
): Profile {
  return { ...builtIn('openai'), dialect: 'detect', ...change, id, server };
}

/** Settings in which `profile` is there and in force. */
export function choiceOf(profile: Profile): { profiles: Profile[]; profile: string } {
  return { profiles: [...builtInProfiles, profile], profile: profile.id };
}
