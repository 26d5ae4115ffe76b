import { Failure } from '../../../../contract/failure.ts';
import type { ProxyChoice } from '../../../../contract/profiles.ts';
import { isLoopback } from '../server-address.ts';

/** Variables of the process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const PORTS: Readonly<Record<string, string>> = {
  'http:': '80',
  'ws:': '80',
  'https:': '443',
  'wss:': '443',
};

/**
 * The proxy that leads to `url`, which may hold a password; null: straight there. This machine is
 * never looked for through a proxy. From the environment come HTTPS_PROXY (for wss and https),
 * HTTP_PROXY and ALL_PROXY, in either case, and NO_PROXY: hosts, with all below them, `*` and
 * ports. Throws a `Failure` for a proxy that is none over HTTP, instead of going around it.
 */
export function chooseProxy(url: URL, choice: ProxyChoice, environment: Environment): URL | null {
  if (choice.kind === 'none' || isLoopback(url.hostname)) return null;
  if (choice.kind === 'url') return proxyAddress(choice.url);
  if (isExcepted(url, variable(environment, 'no_proxy'))) return null;
  const isSecure = url.protocol === 'wss:' || url.protocol === 'https:';
  const own = variable(environment, isSecure ? 'https_proxy' : 'http_proxy');
  const text = own || variable(environment, 'all_proxy');
  return text === '' ? null : proxyAddress(text);
}

function variable(environment: Environment, name: string): string {
  return (environment[name] ?? environment[name.toUpperCase()] ?? '').trim();
}

function proxyAddress(text: string): URL {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    // The text is not quoted: it may hold a password.
    throw new Failure('proxy', 'The proxy that is set is no address of http:// or https://.');
  }
  return url;
}

function isExcepted(url: URL, list: string): boolean {
  const port = url.port || PORTS[url.protocol];
  return list
    .toLowerCase()
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, host = entry, only] = /^(.+):(\d+)$/.exec(entry) ?? [];
      if (only !== undefined && only !== port) return false;
      const name = host.replace(/^\*?\./, '');
      return url.hostname === name || url.hostname.endsWith(`.${name}`);
    });
}
