import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request is turned away, as HTTP and as the API's error body. */
export interface Denial {
  readonly status: 401 | 403 | 404;
  readonly type: 'invalid_request_error';
  readonly code: string | null;
  readonly message: string;
}

const SUBPROTOCOL = 'openai-insecure-api-key.';

/**
 * Turns away what does not come from a program on this machine: a foreign Host (DNS rebinding), any
 * browser Origin, and, where a key is set, a wrong one. Null lets the request in.
 */
export function denialOf(
  request: IncomingMessage,
  { port, key }: { readonly port: number; readonly key?: string | undefined },
): Denial | null {
  const { host, origin } = request.headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    return forbidden('The Host header must name this server on the loopback interface.');
  }
  if (origin !== undefined) return forbidden('Requests from web pages are refused.');
  if (key === undefined) return null;
  const given = keyOf(request);
  if (given === null) return unauthorized('Missing bearer authentication in header', null);
  return isSame(given, key) ? null : unauthorized('Incorrect API key provided.', 'invalid_api_key');
}

/** The key that a request carries, in its header or in its subprotocol; null without one. */
export function keyOf(request: IncomingMessage): string | null {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer.trim();
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',');
  const protocol = protocols
    .map((each) => each.trim())
    .find((each) => each.startsWith(SUBPROTOCOL));
  return protocol?.slice(SUBPROTOCOL.length) ?? null;
}

/** The body that OpenAI's servers give with an error status. */
export function denialBody({ message, type, code }: Omit<Denial, 'status'>): string {
  return JSON.stringify({ error: { message, type, param: null, code } });
}

function forbidden(message: string): Denial {
  return { status: 403, type: 'invalid_request_error', code: 'forbidden', message };
}

function unauthorized(message: string, code: string | null): Denial {
  return { status: 401, type: 'invalid_request_error', code, message };
}

// Hashed first: equal lengths are what a comparison in constant time needs.
function isSame(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
