import type { IncomingMessage } from 'node:http';
import type { Access } from './access.ts';

/** The WebSockets of the main page and of the pill. */
const BRIDGES = { '/bridge': 'main', '/bridge/pill': 'pill' } as const;

/** The page that an upgrade lets in. */
export type BridgeOf = (typeof BRIDGES)[keyof typeof BRIDGES];

/** What an upgrade is given. */
export type UpgradeVerdict = { readonly kind: 'bridge'; readonly page: BridgeOf } | Refused;

/** Why a request is turned away, and with which HTTP status. */
export interface Refused {
  readonly kind: 'refuse';
  readonly status: 400 | 403 | 405;
  readonly reason: Refusal;
}

/** What a request is given. `enter` leads to `/`, with a cookie when it came with a good token. */
export type Verdict =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'enter'; readonly cookie: string | null }
  | Refused;

export type Refusal = 'host' | 'method' | 'target' | 'token' | 'cookie' | 'origin' | 'path';

/** Decides on requests to the loopback host at `host` (`127.0.0.1:PORT`). */
export class Gate {
  readonly #host: string;
  readonly #access: Access;
  readonly #cookieName: string;

  constructor(host: string, access: Access) {
    this.#host = host;
    this.#access = access;
    // Cookies ignore ports: without the port in its name, two apps would overwrite each other's.
    this.#cookieName = `parley-${host.slice(host.lastIndexOf(':') + 1)}`;
  }

  request(request: IncomingMessage): Verdict {
    if (!this.#isOurHost(request)) return refuse(403, 'host');
    const { method = '', url = '' } = request;
    if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'method');
    const target = splitTarget(url);
    if (target === null) return refuse(400, 'target');
    const token = new URLSearchParams(target.query).get('token');
    if (token !== null && target.path === '/') return this.#enter(request, token);
    return this.#hasCookie(request) ? { kind: 'file', path: target.path } : refuse(403, 'cookie');
  }

  upgrade(request: IncomingMessage): UpgradeVerdict {
    if (!this.#isOurHost(request)) return refuse(403, 'host');
    if (request.method !== 'GET') return refuse(405, 'method');
    const page = bridgeOf(request.url);
    if (page === null) return refuse(403, 'path');
    const origins = valuesOf(request, 'origin');
    if (origins.length !== 1 || origins[0] !== `http://${this.#host}`) return refuse(403, 'origin');
    return this.#hasCookie(request) ? { kind: 'bridge', page } : refuse(403, 'cookie');
  }

  // A HEAD does not use a token up: previews of links send them.
  #enter(request: IncomingMessage, token: string): Verdict {
    const secret = request.method === 'GET' ? this.#access.redeem(token) : null;
    if (secret !== null) {
      const cookie = `${this.#cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
      return { kind: 'enter', cookie };
    }
    return this.#hasCookie(request) ? { kind: 'enter', cookie: null } : refuse(403, 'token');
  }

  #isOurHost(request: IncomingMessage): boolean {
    const hosts = valuesOf(request, 'host');
    return hosts.length === 1 && hosts[0] === this.#host;
  }

  #hasCookie(request: IncomingMessage): boolean {
    const prefix = `${this.#cookieName}=`;
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
    return pairs.some(
      (pair) => pair.startsWith(prefix) && this.#access.admits(pair.slice(prefix.length)),
    );
  }
}

function bridgeOf(url: string | undefined): BridgeOf | null {
  return Object.entries(BRIDGES).find(([path]) => path === url)?.[1] ?? null;
}

function refuse(status: Refused['status'], reason: Refusal): Refused {
  return { kind: 'refuse', status, reason };
}

/** Every value of a header as it was sent; Node's own object silently keeps one of several. */
function valuesOf(request: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const value = request.rawHeaders[index + 1];
    if (request.rawHeaders[index]?.toLowerCase() === name && value !== undefined) {
      values.push(value);
    }
  }
  return values;
}

/** Path and query as they were sent; a URL parser would resolve `..` and take `//host` for a host. */
function splitTarget(target: string): { path: string; query: string } | null {
  if (!target.startsWith('/')) return null;
  const mark = target.indexOf('?');
  if (mark === -1) return { path: target, query: '' };
  return { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
