import { get } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ownProfile, type Profile } from '../../contract/profiles.ts';
import { TunnelAgent } from '../../main/core/realtime/route/tunnel-agent.ts';
import { type Answer, DialectServer, type Identity } from '../dialects/dialect-server.ts';
import { Lesson } from '../dialects/lesson.ts';
import { ga } from '../dialects/manners/ga.ts';
import { Authority } from './authority.ts';
import { ConnectProxy, type ProxyOptions } from './connect-proxy.ts';

/** A name that no resolver knows: whoever reaches it was led by the proxy. */
const NAME = 'voice.test';
const password = 'hunter-and-gatherer';
const answers: readonly Answer[] = [{ kind: 'words', text: 'Good morning!' }];
const key = 'key-of-this-server-0001';

const authority = new Authority();
let identity: Identity;
let stranger: Identity;
beforeAll(async () => {
  await authority.make();
  identity = await authority.issue(NAME);
  stranger = await authority.issue('other.test');
}, 60_000);
afterAll(() => authority.remove());

const owned: { close(): Promise<void> }[] = [];
const lessons: Lesson[] = [];
afterEach(async () => {
  for (const lesson of lessons.splice(0)) await lesson.dispose();
  for (const each of owned.splice(0)) await each.close();
});

async function serve(tls: Identity | null): Promise<DialectServer> {
  const server = new DialectServer(ga, answers, tls);
  await server.listening();
  owned.push(server);
  return server;
}

async function proxy(options: ProxyOptions = {}): Promise<ConnectProxy> {
  const made = new ConnectProxy(options);
  await made.listen();
  owned.push(made);
  return made;
}

function profileAt(url: string, change: Partial<Profile> = {}): Profile {
  return ownProfile(
    'far',
    { kind: 'custom', url, auth: 'bearer' },
    { certificate: authority.path, ...change },
  );
}

async function lessonAt(profile: Profile, environment: Record<string, string> = {}) {
  const lesson = await Lesson.at(profile, { key, environment });
  lessons.push(lesson);
  return lesson;
}

/** Starts, and gives back what the session failed with. */
async function failing(lesson: Lesson) {
  await lesson.start().catch(() => {});
  await lesson.until(() => lesson.core.snapshot().session.failure !== null);
  return lesson.core.snapshot().session.failure;
}

describe('a proxy', () => {
  it('leads the WebSocket and the REST calls, and sees neither key nor words', async () => {
    const server = await serve(identity);
    const way = await proxy();
    const url = `wss://${NAME}:${server.port}/v1/realtime`;
    const lesson = await lessonAt(profileAt(url), { HTTPS_PROXY: `http://${way.host}` });
    await lesson.start();
    await lesson.ends('partner: Good morning!');
    const { failure } = await lesson.core.handlers['key.check']({ key: null });
    expect(failure).toBeNull();
    expect(way.asked.map(({ url: to }) => to)).toEqual(Array(2).fill(`${NAME}:${server.port}`));
    for (const { headers } of way.asked) expect(JSON.stringify(headers)).not.toContain(key);
    for (const { headers } of server.requests) expect(headers.authorization).toBe(`Bearer ${key}`);
  });

  it('is given the name and the password of the environment, which no log has', async () => {
    const server = await serve(identity);
    const way = await proxy({ credentials: `me:${password}` });
    const url = `wss://${NAME}:${server.port}/v1/realtime`;
    const environment = { https_proxy: `http://me:${password}@${way.host}` };
    const lesson = await lessonAt(profileAt(url), environment);
    await lesson.start();
    await lesson.ends('partner: Good morning!');
    expect(lesson.log.concealed).toContain(password);
    expect(JSON.stringify(lesson.log.lines)).not.toContain(password);
    for (const { headers } of server.requests)
      expect(headers['proxy-authorization']).toBeUndefined();
  });

  it.each([
    ['wants a password', { credentials: 'me:other' }, /name and a password .*\(407\)/],
    ['does not lead on', { status: 502 }, /would not lead to the server \(502\)/],
    ['denies the way as a server would', { status: 403 }, /would not lead to the server \(403\)/],
  ] as const)('that %s is told from the server behind it', async (_what, options, text) => {
    const server = await serve(identity);
    const way = await proxy(options);
    const url = `wss://${NAME}:${server.port}/v1/realtime`;
    const secret = `http://me:${password}@${way.host}`;
    const lesson = await lessonAt(profileAt(url), { HTTPS_PROXY: secret });
    const failure = await failing(lesson);
    expect(failure).toMatchObject({ code: 'proxy', text: expect.stringMatching(text) });
    expect(failure?.text).toContain(way.host);
    const check = await lesson.core.handlers['key.check']({ key: null });
    expect(check.failure?.code).toBe('proxy');
    expect(JSON.stringify([failure, check, lesson.log.lines])).not.toContain(password);
    expect(server.requests).toEqual([]);
  });

  it('that is not there is named', async () => {
    const { host } = await proxy();
    await owned.pop()?.close();
    const environment = { HTTPS_PROXY: `http://${host}` };
    const lesson = await lessonAt(profileAt(`wss://${NAME}/v1/realtime`), environment);
    const failure = await failing(lesson);
    expect(failure).toMatchObject({
      code: 'proxy',
      text: `The proxy ${host} cannot be reached (ECONNREFUSED).`,
    });
  });

  it('that never answers is given up, and its socket with it', async () => {
    const way = await proxy({ isDeaf: true });
    const agent = new TunnelAgent(new URL(`http://${way.host}`), 50);
    const { promise, resolve } = Promise.withResolvers<Error>();
    get(`http://${NAME}/`, { agent }).once('error', resolve);
    expect(await promise).toMatchObject({
      code: 'proxy',
      message: `The proxy ${way.host} did not answer in time.`,
    });
    await way.emptied();
  });

  it('of the profile goes before that of the environment, and none is none', async () => {
    const server = await serve(identity);
    const way = await proxy();
    const url = `wss://${NAME}:${server.port}/v1/realtime`;
    const own = { kind: 'url', url: `http://${way.host}` } as const;
    const environment = { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '*' };
    const lesson = await lessonAt(profileAt(url, { proxy: own }), environment);
    await lesson.start();
    await lesson.ends('partner: Good morning!');
    expect(way.asked).toHaveLength(1);
    const around = await lessonAt(profileAt(url, { proxy: { kind: 'none' } }), environment);
    expect((await failing(around))?.code).toBe('unreachable');
  });

  it('is never asked for the way to this machine', async () => {
    const server = await serve(null);
    const way = await proxy();
    const everywhere = { HTTP_PROXY: `http://${way.host}`, ALL_PROXY: `http://${way.host}` };
    const own = { kind: 'url', url: `http://${way.host}` } as const;
    const lesson = await lessonAt(profileAt(server.url, { proxy: own }), everywhere);
    await lesson.start();
    await lesson.ends('partner: Good morning!');
    expect(way.asked).toEqual([]);
  });
});

describe('a certificate authority of one’s own', () => {
  async function secure(change: Partial<Profile>, shown: Identity = identity) {
    const server = await serve(shown);
    const way = await proxy();
    const url = `wss://${NAME}:${server.port}/v1/realtime`;
    const own = { kind: 'url', url: `http://${way.host}` } as const;
    const lesson = await lessonAt(profileAt(url, { proxy: own, ...change }));
    return { server, lesson };
  }

  it('is needed where nobody else vouches for the server, and nothing is sent before', async () => {
    const { server, lesson } = await secure({ certificate: null });
    const failure = await failing(lesson);
    expect(failure?.code).toBe('untrusted');
    expect(failure?.text).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/);
    const check = await lesson.core.handlers['key.check']({ key: null });
    expect(check.failure?.code).toBe('untrusted');
    expect(server.requests).toEqual([]);
  });

  it('vouches for no other name', async () => {
    const { server, lesson } = await secure({}, stranger);
    expect(await failing(lesson)).toMatchObject({
      code: 'untrusted',
      text: expect.stringContaining('ALTNAME'),
    });
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['is not there', () => `${authority.directory}/none.pem`, /none\.pem cannot be read/],
    ['is a folder', () => authority.directory, /cannot be read/],
    ['is something else', () => authority.write('words.pem', 'hello'), /holds no PEM certificate/],
    ['is a private key', () => authority.keyPath, /is a private key/],
    [
      'is damaged',
      () =>
        authority.write('bad.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'),
      /cannot be read/,
    ],
    ['is a book', () => authority.write('big.pem', 'x'.repeat(3_000_000)), /too large/],
  ] as const)('is read when it is needed, and explained when it %s', async (_what, path, text) => {
    const { lesson } = await secure({ certificate: path() });
    expect(await failing(lesson)).toMatchObject({
      code: 'untrusted',
      text: expect.stringMatching(text),
    });
  });
});
