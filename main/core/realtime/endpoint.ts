import { Failure } from '../../../contract/failure.ts';
import type { DialectHint, Profile } from '../../../contract/profiles.ts';
import type { Route } from './route/route.ts';
import { isLoopback, serverAddress, socketAddress } from './server-address.ts';

/** Where to connect and how to be let in. `headers` holds the key: it never leaves main. */
export interface Target {
  readonly kind: 'partner' | 'openai' | 'custom';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Host and port, to be shown. */
  readonly host: string;
  readonly model: string;
  /** Unless given: straight to the host, with the certificate authorities that Node knows. */
  readonly route?: Route;
  /** Unless given: today's shape of the protocol. */
  readonly dialect?: DialectHint;
  /** The server ends turns by itself. */
  readonly serverTurns?: boolean;
  /** Minutes after which the server ends a session; unless given an hour. */
  readonly longestSession?: number;
}

/** What decides the target. `partnerUrl` is where the practice partner listens. */
export interface TargetQuestion {
  readonly profile: Profile;
  readonly key: string | null;
  readonly partnerUrl: string;
  readonly scenario: string | null;
}

const PARTNER_MODEL = 'practice-partner';

/** Who would answer, as far as it can be told without connecting. Never throws. */
export function previewTarget(
  profile: Profile,
  hasKey: boolean,
): Pick<Target, 'kind' | 'host' | 'model'> {
  const { server, model } = profile;
  if (isPartner(profile, hasKey)) return { kind: 'partner', host: '', model: PARTNER_MODEL };
  const kind = server.kind === 'azure' || server.kind === 'custom' ? 'custom' : 'openai';
  return { kind, host: hostOf(profile), model };
}

/** Whether the practice partner answers. */
export function isPartner({ server }: Profile, hasKey: boolean): boolean {
  return server.kind === 'partner' || (server.kind === 'automatic' && !hasKey);
}

function hostOf({ server }: Profile): string {
  if (server.kind === 'partner') return '';
  try {
    return serverAddress(server).host;
  } catch {
    return '';
  }
}

/**
 * The target of a session. Throws a `Failure` when OpenAI is asked for without a key, or when a
 * key would travel unencrypted to another machine.
 */
export function resolveTarget(question: TargetQuestion): Target {
  const { profile, key } = question;
  const { server, model } = profile;
  if (server.kind === 'partner') return partner(question);
  if (server.kind === 'automatic' && key === null) return partner(question);
  const url = withQuery(serverAddress(server), server.kind === 'azure' ? {} : { model });
  const kind = server.kind === 'azure' || server.kind === 'custom' ? 'custom' : 'openai';
  return {
    kind,
    url: url.href,
    host: url.host,
    model,
    ...manners(profile),
    ...admit(question, url),
  };
}

function manners(profile: Profile) {
  const { dialect, serverTurns, longestSession } = profile;
  return { dialect, serverTurns, longestSession };
}

function partner({ profile, partnerUrl, scenario }: TargetQuestion): Target {
  const query: Record<string, string> = { model: PARTNER_MODEL };
  if (scenario !== null) query.scenario = scenario;
  const url = withQuery(socketAddress(partnerUrl), query);
  const { longestSession } = profile;
  const rest = { host: url.host, model: PARTNER_MODEL, longestSession };
  return { kind: 'partner', url: url.href, headers: {}, ...rest };
}

/** The headers that let a session in. */
function admit({ profile: { server }, key }: TargetQuestion, url: URL): Pick<Target, 'headers'> {
  const auth = 'auth' in server ? server.auth : 'bearer';
  if (auth === 'none') return { headers: {} };
  if (key === null) throw new Failure('unauthorized', `No API key is configured for ${url.host}.`);
  if (url.protocol === 'ws:' && !isLoopback(url.hostname)) {
    throw Failure.invalidInput('A key is only sent over wss:// or to this machine.');
  }
  const headers: Record<string, string> =
    auth === 'api-key' ? { 'api-key': key } : { Authorization: `Bearer ${key}` };
  return { headers };
}

/** Adds `query` to `base`; what the address already says goes first. */
function withQuery(base: URL, query: Record<string, string>): URL {
  const url = new URL(base);
  for (const [name, value] of Object.entries(query)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return url;
}
