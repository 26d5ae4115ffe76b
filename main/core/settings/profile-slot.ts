import { createHash } from 'node:crypto';
import type { KeyHeader, Profile } from '../../../contract/profiles.ts';
import { serverAddress } from '../realtime/server-address.ts';
import { type KeySlot, keySlotSchema, mainSlot } from './key-vault.ts';

/** How a profile's server is shown a key. */
export function keyHeaderOf({ server }: Profile): KeyHeader {
  if (server.kind === 'partner') return 'none';
  return 'auth' in server ? server.auth : 'bearer';
}

/**
 * Where the key of a profile is kept; null when it has none. The slot's name is made from whom the
 * key may be shown to: the profile, the server's scheme, host and port, and whose word for that
 * host is taken. So a key cannot follow a profile to another host, whoever rewrites the settings.
 */
export function slotOf(profile: Profile): KeySlot | null {
  const { server, certificate, id } = profile;
  if (server.kind === 'partner' || keyHeaderOf(profile) === 'none') return null;
  const isOpenAi = server.kind === 'automatic' || server.kind === 'openai';
  if (isOpenAi && certificate === null) return mainSlot;
  const origin = originOf(server);
  if (origin === null) return null;
  const owner = isOpenAi ? 'openai' : id;
  const bound = JSON.stringify([owner, origin, certificate]);
  return keySlotSchema.parse(`k-${createHash('sha256').update(bound).digest('hex').slice(0, 28)}`);
}

function originOf(server: Exclude<Profile['server'], { kind: 'partner' }>): string | null {
  try {
    const { protocol, host } = serverAddress(server);
    return `${protocol}//${host}`;
  } catch {
    return null;
  }
}
