import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Profile, profileOf } from '../../../contract/profiles.ts';
import { defaultSettings } from '../../../contract/settings.ts';
import { restTarget } from '../realtime/rest-target.ts';
import { checkKey } from './check-key.ts';

const key = 'my-key-0123456789';
const list = JSON.stringify({ object: 'list', data: [{ id: 'm', object: 'model' }] });
const automatic = profileOf(defaultSettings, 'automatic');
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on loopback, as a profile of endpoint, and what it was asked. */
async function serve(answer: RequestListener) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, asked, profile: custom(`ws://${host}/v1/realtime?x=1`) };
}

function custom(url: string, auth: 'bearer' | 'api-key' | 'none' = 'bearer'): Profile {
  return { ...automatic, id: 'mine', server: { kind: 'custom', url, auth } };
}

function says(status: number, body: string, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
}

const refusal = (message: string) => JSON.stringify({ error: { message, type: 'x', code: null } });

describe('whom a key is checked with', () => {
  it('is the REST side of the endpoint that would be given it', () => {
    const target = (profile: Profile) => restTarget(profile, key).baseUrl;
    expect(target(automatic)).toBe('https://api.openai.com/v1');
    expect(target(profileOf(defaultSettings, 'openai'))).toBe('https://api.openai.com/v1');
    expect(target(custom('wss://h.example:8/v1/realtime?model=m'))).toBe('https://h.example:8/v1');
    expect(target(custom('ws://127.0.0.1:9/v1/realtime/'))).toBe('http://127.0.0.1:9/v1');
    expect(target(custom('wss://h.example'))).toBe('https://h.example');
    const azure = restTarget(
      {
        ...automatic,
        id: 'a',
        server: { kind: 'azure', resource: 'r', deployment: 'd', auth: 'api-key' },
      },
      key,
    );
    expect(azure.baseUrl).toBe('https://r.openai.azure.com/openai/v1');
    expect(azure.headers).toEqual({ 'api-key': key });
  });

  it('is nobody where the key would not be sent, or not safely, or is none', () => {
    expect(() => restTarget(profileOf(defaultSettings, 'partner'), key)).toThrow('needs no key');
    expect(() => restTarget(custom('wss://h.example/v1/realtime', 'none'), key)).toThrow(
      'not sent',
    );
    expect(() => restTarget(custom('ws://10.0.0.7/v1/realtime'), key)).toThrow('wss://');
    expect(() => restTarget(automatic, null)).toThrow('No API key');
  });
});

describe('what an endpoint says to a key', () => {
  it('is good when it gives its models, asked once, with the key in the header', async () => {
    const { host, asked, profile } = await serve(says(200, list));
    expect(await checkKey({ profile, key })).toEqual({ failure: null, host });
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /v1/models']);
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${key}`);
    expect(asked[0]?.headers['openai-organization']).toBeUndefined();
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [429, 'quota'],
    [404, 'endpoint_error'],
    [500, 'endpoint_error'],
  ])('is understood by its status %i, and never tried again', async (status, code) => {
    const { asked, profile } = await serve(says(status, refusal(`No: ${key} is sk-abc***xyz.`)));
    const { failure } = await checkKey({ profile, key });
    expect(failure?.code).toBe(code);
    expect(failure?.text).toContain('No: … is sk-…');
    expect(failure?.text).not.toContain(key);
    expect(asked).toHaveLength(1);
  });

  it('is not good because anything at all answered', async () => {
    const { profile } = await serve(
      says(200, '<html>Log in</html>', { 'content-type': 'text/html' }),
    );
    expect((await checkKey({ profile, key })).failure?.code).toBe('endpoint_error');
    for (const body of ['{"data":"none"}', '{"data":', '', 'null']) {
      const other = await serve(says(200, body));
      expect((await checkKey({ profile: other.profile, key })).failure?.code).toBe(
        'endpoint_error',
      );
    }
  });

  it('carries no key to where a redirect points', async () => {
    const thief = await serve(says(200, list));
    const { profile } = await serve(says(307, '', { location: `http://${thief.host}/v1/models` }));
    expect((await checkKey({ profile, key })).failure?.code).toBe('endpoint_error');
    expect(thief.asked).toHaveLength(0);
  });

  it('is bounded', async () => {
    const { profile } = await serve(says(200, `{"data":[],"x":"${'y'.repeat(2_000_000)}"}`));
    const { failure } = await checkKey({ profile, key });
    expect(failure).toEqual({
      code: 'endpoint_error',
      text: '400 The answer of the server is too long.',
    });
  });

  it('is nothing where nobody listens', async () => {
    const { profile } = await serve(says(200, list));
    servers[0]?.close();
    const { failure } = await checkKey({ profile, key });
    expect(failure?.code).toBe('unreachable');
    expect(failure?.text).toContain('ECONNREFUSED');
  });

  it('is nothing where the connection is cut', async () => {
    const { profile } = await serve((request) => request.socket.destroy());
    expect((await checkKey({ profile, key })).failure?.code).toBe('unreachable');
  });

  it.each([
    ['before it begins', () => {}],
    ['in the middle', (_, response) => response.writeHead(200).write('{"data":[')],
  ] satisfies [string, RequestListener][])('is given up in time: %s', async (_, answer) => {
    const { profile } = await serve(answer);
    expect((await checkKey({ profile, key, milliseconds: 50 })).failure?.code).toBe('timed_out');
  });

  it('is given up when it is no longer wanted', async () => {
    const giveUp = new AbortController();
    const { profile } = await serve(() => giveUp.abort());
    const { failure } = await checkKey({ profile, key, signal: giveUp.signal });
    expect(failure?.code).toBe('timed_out');
  });
});
