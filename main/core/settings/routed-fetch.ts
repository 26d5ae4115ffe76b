import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { Readable } from 'node:stream';
import type { Route } from '../realtime/route/route.ts';
import { boundedFetch, boundedFetchOver } from './bounded-fetch.ts';

/**
 * `boundedFetch` along a route. Node's own `fetch` takes neither an agent nor certificate
 * authorities, so that a route of any kind is gone by Node's requests.
 */
export function routedFetch(route: Route): typeof fetch {
  if (route.agent === undefined && route.ca === undefined) return boundedFetch;
  return boundedFetchOver((input, init) => send(new Request(input, init), route));
}

async function send(asked: Request, route: Route): Promise<Response> {
  const { method, headers, signal, url } = asked;
  const body = asked.body === null ? null : Buffer.from(await asked.arrayBuffer());
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = url.startsWith('https:') ? requestSecure : requestPlain;
  const sent = request(url, { method, headers: Object.fromEntries(headers), signal, ...route });
  sent.once('error', reject);
  sent.once('response', (message) => {
    const status = message.statusCode ?? 500;
    const isEmpty = status === 204 || status === 205 || status === 304;
    const kept = Object.entries(message.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    );
    if (isEmpty) message.resume();
    // The stream of Node and that of the web are one class under two declarations.
    const stream = isEmpty ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array>);
    resolve(new Response(stream, { status, headers: kept }));
  });
  sent.end(body);
  return promise;
}
