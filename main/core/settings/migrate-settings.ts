import { z } from 'zod';
import {
  builtInProfiles,
  type KeyHeader,
  MAX_PROFILES,
  ownProfile,
  type Profile,
  profileSchema,
  profilesSchema,
} from '../../../contract/profiles.ts';

/** The choice of one endpoint and one model, as settings held it before there were profiles. */
const oldEndpointSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['automatic', 'partner', 'openai']) }),
  z.object({ kind: z.literal('custom'), url: z.string(), withKey: z.boolean().catch(false) }),
]);
const oldModelSchema = profileSchema.shape.model;

/**
 * Stored settings in today's shape: an endpoint and a model of before become profiles, and of a
 * list of profiles those stay that can be read. Nothing else is touched.
 */
export function migrateSettings(stored: Readonly<Record<string, unknown>>): typeof stored {
  const { endpoint, model, ...rest } = stored;
  if ('profiles' in stored) return { ...rest, profiles: readable(stored.profiles) };
  const old = oldEndpointSchema.safeParse(endpoint);
  const wanted = oldModelSchema.safeParse(model);
  if (!old.success && !wanted.success) return rest;
  const named = wanted.success ? wanted.data : null;
  const profiles = builtInProfiles.map((each) => withModel(each, named));
  if (!old.success) return { ...rest, profiles };
  if (old.data.kind !== 'custom') return { ...rest, profiles, profile: old.data.kind };
  const own = formerServer(old.data, named);
  if (own === null) return { ...rest, profiles };
  return { ...rest, profiles: [...profiles, own], profile: own.id };
}

function withModel(profile: Profile, model: string | null): Profile {
  return model === null || profile.id === 'partner' ? profile : { ...profile, model };
}

function formerServer(
  old: { url: string; withKey: boolean },
  model: string | null,
): Profile | null {
  const host = URL.parse(old.url)?.host ?? '';
  const server = { kind: 'custom', url: old.url, auth: authOf(host, old.withKey) } as const;
  const change = { name: host.slice(0, 64), ...(model === null ? {} : { model }) };
  return profileSchema.safeParse(ownProfile('my-server', server, change)).data ?? null;
}

function authOf(host: string, withKey: boolean): KeyHeader {
  if (!withKey) return 'none';
  return host.endsWith('.openai.azure.com') ? 'api-key' : 'bearer';
}

/** One profile that cannot be read costs itself alone; what is built in is there again. */
function readable(stored: unknown): readonly Profile[] {
  const list = Array.isArray(stored) ? stored : [];
  const parsed = list.flatMap((each) => profileSchema.safeParse(each).data ?? []);
  const builtIn = builtInProfiles.map(
    (each) => parsed.find(({ id, server }) => id === each.id && server.kind === each.id) ?? each,
  );
  const own = parsed.filter(
    ({ id, server }, at) =>
      (server.kind === 'azure' || server.kind === 'custom') &&
      builtInProfiles.every((each) => each.id !== id) &&
      parsed.findIndex((other) => other.id === id) === at,
  );
  const all = [...builtIn, ...own].slice(0, MAX_PROFILES);
  return profilesSchema.safeParse(all).data ?? builtInProfiles;
}
