import { Failure } from '../../../contract/failure.ts';
import type { Profile } from '../../../contract/profiles.ts';
import { resolveTarget } from './endpoint.ts';

/** Where an endpoint's REST API is, and how to be let in. `headers` holds the key. */
export interface RestTarget {
  /** Without a slash at its end, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Host and port, to be shown. */
  readonly host: string;
}

/**
 * The REST side of the endpoint that would be given `key`: the same scheme, host and path without
 * its last part, `/realtime`. Throws a `Failure` where the profile sends no key, or where the key
 * would travel unencrypted to another machine.
 */
export function restTarget(profile: Profile, key: string | null): RestTarget {
  const { server } = profile;
  if (server.kind === 'partner') {
    throw Failure.invalidInput('The practice partner needs no key.');
  }
  if (server.kind === 'custom' && server.auth === 'none') {
    throw Failure.invalidInput('The key is not sent to the server that is chosen.');
  }
  if (key === null) throw new Failure('unauthorized', 'No API key is configured.');
  return restSide(resolveTarget({ profile, key, partnerUrl: '', scenario: null }));
}

/** The REST side of a Realtime address: the same scheme, host and path, without `/realtime`. */
export function restSide({
  url,
  headers,
  host,
}: {
  url: string;
  headers: Readonly<Record<string, string>>;
  host: string;
}): RestTarget {
  const { protocol, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/, '').replace(/\/realtime$/, '');
  return { baseUrl: `${protocol === 'ws:' ? 'http' : 'https'}://${host}${path}`, headers, host };
}
