import type { Agent } from 'node:http';
import type { Profile } from '../../../../contract/profiles.ts';
import { chooseProxy, type Environment } from './choose-proxy.ts';
import { readCertificates } from './read-certificates.ts';

/** The way to a host, as Node's requests and `ws` take it; what is missing is as always. */
export interface Route {
  readonly agent?: Agent;
  readonly ca?: string[];
}

/** What decides the way; `conceal` learns what is secret about it. */
export interface RouteQuestion {
  readonly url: string;
  readonly profile: Pick<Profile, 'proxy' | 'certificate'>;
  readonly environment: Environment;
  readonly conceal: (secret: string) => void;
}

/**
 * Finds the proxy and reads the certificate authorities of a profile. Throws a `Failure` with the
 * code `proxy` or `untrusted` that says what is wrong with them.
 */
export async function openRoute(question: RouteQuestion): Promise<Route> {
  const { profile, environment, conceal } = question;
  const url = new URL(question.url);
  const proxy = chooseProxy(url, profile.proxy, environment);
  if (proxy !== null) concealPassword(proxy, conceal);
  const isSecure = url.protocol === 'wss:' || url.protocol === 'https:';
  const { certificate } = profile;
  return {
    ...(proxy === null ? {} : { agent: await tunnel(proxy) }),
    ...(certificate === null || !isSecure
      ? {}
      : { ca: [...(await readCertificates(certificate))] }),
  };
}

/** Loaded when it is first needed: most ways are straight. */
async function tunnel(proxy: URL): Promise<Agent> {
  const { TunnelAgent } = await import('./tunnel-agent.ts');
  return new TunnelAgent(proxy);
}

function concealPassword({ username, password }: URL, conceal: (secret: string) => void): void {
  if (password === '') return;
  const plain = decodeURIComponent(password);
  conceal(plain);
  conceal(Buffer.from(`${decodeURIComponent(username)}:${plain}`).toString('base64'));
}
