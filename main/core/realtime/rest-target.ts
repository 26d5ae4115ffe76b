import { Failure } from '../../../contract/failure.ts';
import type { EndpointChoice } from '../../../contract/settings.ts';
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
 * its last part, `/realtime`. Throws a `Failure` where the choice sends no key, or where the key
 * would travel unencrypted to another machine.
 */
export function restTarget(choice: EndpointChoice, key: string | null): RestTarget {
  if (choice.kind === 'partner') {
    throw Failure.invalidInput('The practice partner needs no key.');
  }
  if (choice.kind === 'custom' && !choice.withKey) {
    throw Failure.invalidInput('The key is not sent to the server that is chosen.');
  }
  if (key === null) throw new Failure('unauthorized', 'No API key is configured.');
  const { url, headers, host } = resolveTarget({
    choice,
    key,
    model: '',
    partnerUrl: '',
    scenario: null,
  });
  const { protocol, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/, '').replace(/\/realtime$/, '');
  return { baseUrl: `${protocol === 'ws:' ? 'http' : 'https'}://${host}${path}`, headers, host };
}
