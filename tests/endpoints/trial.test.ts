import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { EndpointReport, EndpointStep } from '../../contract/endpoint-report.ts';
import { ownProfile, type Profile } from '../../contract/profiles.ts';
import { startPartner } from '../../main/partner/server.ts';
import { scenarios } from '../../main/scenarios/registry.ts';
import { type Answer, DialectServer } from '../dialects/dialect-server.ts';
import { Lesson } from '../dialects/lesson.ts';
import { laxBeta, speaches, strictBeta } from '../dialects/manners/beta.ts';
import { ga, silentGa } from '../dialects/manners/ga.ts';
import { speechToSpeech } from '../dialects/manners/speech-to-speech.ts';
import { ConnectProxy } from './connect-proxy.ts';

const key = 'key-of-this-server-0001';
const words: readonly Answer[] = [{ kind: 'words', text: 'Hello.' }];

const owned: { close(): unknown }[] = [];
let lesson: Lesson | null = null;
afterEach(async () => {
  await lesson?.dispose();
  lesson = null;
  for (const each of owned.splice(0)) await each.close();
});

async function report(
  url: string,
  change: Partial<Profile> = {},
  auth: 'bearer' | 'none' = 'none',
): Promise<EndpointReport> {
  const profile = ownProfile('tried', { kind: 'custom', url, auth }, change);
  lesson = await Lesson.at(profile, { key });
  return lesson.core.handlers['endpoint.test']({ profile: 'tried' });
}

function outcomes({ steps }: EndpointReport): Partial<Record<EndpointStep, string>> {
  return Object.fromEntries(steps.map(({ step, outcome }) => [step, outcome]));
}

function failureAt({ steps }: EndpointReport, step: EndpointStep) {
  return steps.find((each) => each.step === step)?.failure;
}

async function server(
  ...given: ConstructorParameters<typeof DialectServer>
): Promise<DialectServer> {
  const made = new DialectServer(...given);
  await made.listening();
  owned.push(made);
  return made;
}

async function http(lead: (server: Server) => void): Promise<string> {
  const made = createServer((_, response) => response.writeHead(404).end());
  lead(made);
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
  owned.push({ close: () => made.close() });
  return `ws://127.0.0.1:${(made.address() as AddressInfo).port}/v1/realtime`;
}

const reached = { resolve: 'untried', reach: 'good', secure: 'untried', upgrade: 'good' };

describe('a trial', () => {
  it('of a server of today finds everything', async () => {
    const { url, heard } = await server(ga, words);
    const told = await report(url, {}, 'bearer');
    expect(outcomes(told)).toEqual({
      ...reached,
      key: 'good',
      greeting: 'good',
      settings: 'good',
      turn: 'good',
      transcription: 'good',
      answer: 'good',
      sound: 'good',
      truncate: 'good',
      models: 'good',
    });
    expect(told).toMatchObject({ usable: true, dialect: 'ga', proxy: null, profile: 'tried' });
    expect(told.roundTrip.ping).not.toBeNull();
    expect(told.roundTrip.event).not.toBeNull();
    const asked = heard.find(({ type }) => type === 'response.create');
    expect(asked?.response).toEqual({ max_output_tokens: 64 });
    expect(heard.filter(({ type }) => type === 'response.create')).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain(key);
  });

  it.each([
    [speaches, 'beta', {}],
    [strictBeta, 'beta', { greeting: 'missing' }],
    [laxBeta, 'beta', {}],
    [silentGa, null, { greeting: 'missing', settings: 'missing' }],
  ] as const)('finds how $name speaks', async (manners, dialect, missing) => {
    const { url } = await server(manners, words);
    const told = await report(url);
    expect(told).toMatchObject({ usable: true, dialect });
    expect(outcomes(told)).toMatchObject({
      settings: 'good',
      key: 'untried',
      truncate: 'good',
      ...missing,
    });
  });

  it('says what Hugging Face speech-to-speech does without', async () => {
    const { url } = await server(speechToSpeech(), words);
    const told = await report(url, { serverTurns: true });
    expect(told.usable).toBe(true);
    expect(outcomes(told)).toMatchObject({
      greeting: 'good',
      settings: 'missing',
      turn: 'untried',
      transcription: 'untried',
      answer: 'good',
      sound: 'good',
      truncate: 'missing',
    });
    expect(failureAt(told, 'truncate')?.text).toContain('conversation.item.truncate');
  });

  it('names the setting that a server without a commit wants', async () => {
    const { url } = await server(speechToSpeech(), words);
    const told = await report(url);
    expect(outcomes(told)).toMatchObject({ turn: 'missing', transcription: 'missing' });
    expect(failureAt(told, 'turn')?.text).toContain('input_audio_buffer.commit');
  });

  it('of the practice partner finds everything', async () => {
    const partner = await startPartner({ port: 0, speed: 100, scenarios });
    owned.push({ close: () => partner.dispose() });
    const told = await report(`${partner.url}?model=practice-partner`);
    expect(told.usable).toBe(true);
    expect(
      told.steps.filter(({ outcome }) => outcome === 'failed' || outcome === 'missing'),
    ).toEqual([]);
  }, 40_000);

  it.each([
    [401, 'key', 'unauthorized'],
    [403, 'key', 'forbidden'],
    [429, 'key', 'quota'],
    [404, 'upgrade', undefined],
    [500, 'upgrade', 'endpoint_error'],
  ] as const)('stops where a server answers %i', async (status, step, code) => {
    const url = await http((made) =>
      made.on('upgrade', (_, socket) =>
        socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`),
      ),
    );
    const told = await report(url, {}, 'bearer');
    expect(told.usable).toBe(false);
    expect(outcomes(told)).toMatchObject({ reach: 'good', [step]: 'failed', greeting: 'untried' });
    if (code !== undefined) expect(failureAt(told, step)?.code).toBe(code);
  });

  it('stops where nobody listens, and where there is no such name', async () => {
    const nobody = await report('ws://127.0.0.1:9/v1/realtime');
    expect(outcomes(nobody)).toMatchObject({
      reach: 'failed',
      upgrade: 'untried',
      answer: 'untried',
    });
    expect(failureAt(nobody, 'reach')?.code).toBe('unreachable');
    await lesson?.dispose();
    const nowhere = await report('ws://no-such-host.invalid/v1/realtime');
    expect(outcomes(nowhere)).toMatchObject({ resolve: 'failed', reach: 'untried' });
  });

  it('tells a refused key that is said after the greeting', async () => {
    const made = await server(
      {
        ...ga,
        hear: () => ({ error: { code: 'invalid_api_key', message: `No: ${key}`, type: 'x' } }),
      },
      words,
    );
    const told = await report(made.url, {}, 'bearer');
    expect(outcomes(told)).toMatchObject({ key: 'failed', answer: 'failed' });
    expect(failureAt(told, 'key')?.text).toContain('No: …');
    expect(JSON.stringify(told)).not.toContain(key);
  });

  it('ends in time where a server takes everything and says nothing', async () => {
    const made = await server({ ...ga, greeting: null, hear: () => 'ignore' }, words);
    const told = await report(made.url);
    expect(outcomes(told)).toMatchObject({ upgrade: 'good', answer: 'failed', sound: 'untried' });
    expect(failureAt(told, 'answer')?.code).toBe('timed_out');
    expect(told.milliseconds).toBeLessThan(15_000);
  });

  it('says which way it went', async () => {
    const way = new ConnectProxy({ status: 502 });
    await way.listen();
    owned.push(way);
    const proxy = { kind: 'url', url: `http://${way.host}` } as const;
    const told = await report('ws://voice.test/v1/realtime', { proxy });
    expect(told.proxy).toBe(way.host);
    expect(outcomes(told)).toMatchObject({ resolve: 'untried', reach: 'failed' });
    expect(failureAt(told, 'reach')?.code).toBe('proxy');
  });

  it('is of a profile that is there', async () => {
    const { url } = await server(ga, words);
    await report(url);
    await expect(lesson?.core.handlers['endpoint.test']({ profile: 'gone' })).rejects.toThrow();
  });
});
