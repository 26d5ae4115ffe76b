import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { TestPartner } from './testing/test-partner.ts';

let house: TestPartner;
afterEach(async () => {
  await house.dispose();
  expect(house.faults).toEqual([]);
});

function get(port: number, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += String(data);
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the door', () => {
  it('opens on loopback and says how the session begins', async () => {
    house = await TestPartner.start();
    expect(house.partner.url).toBe(`ws://127.0.0.1:${house.partner.port}/v1/realtime`);
    const client = house.connect({ query: '?model=gpt-realtime-2.1' });
    const { session, event_id } = await client.next('session.created');
    expect(client.types).toEqual(['session.created']);
    expect(event_id).toMatch(/^event_/);
    expect(session).toMatchObject({
      type: 'realtime',
      object: 'realtime.session',
      model: 'gpt-realtime-2.1',
      expires_at: house.clock.now() / 1000 + 3600,
      output_modalities: ['audio'],
      audio: { input: { turn_detection: { type: 'server_vad', silence_duration_ms: 500 } } },
    });
  });

  it.each([
    ['a page of the web', { origin: 'https://example.com' }],
    ['a page of this machine', { origin: 'http://localhost:3000' }],
    ['another name for this host', { host: 'evil.example:80' }],
    ['another port', { host: '127.0.0.1:1' }],
  ])('turns away %s', async (_, headers) => {
    house = await TestPartner.start();
    await expect(house.connect({ headers }).closed).rejects.toThrow('403');
    expect((await get(house.partner.port, '/v1/models', headers)).status).toBe(403);
  });

  it('takes localhost as its own name', async () => {
    house = await TestPartner.start();
    const headers = { host: `localhost:${house.partner.port}` };
    await house.connect({ headers }).next('session.created');
  });

  it('asks for the key where one is set, in the header or in the subprotocol', async () => {
    house = await TestPartner.start({ key: 'secret' });
    await expect(house.connect().closed).rejects.toThrow('401');
    const wrong = { authorization: 'Bearer wrong' };
    await expect(house.connect({ headers: wrong }).closed).rejects.toThrow('401');
    expect(await get(house.partner.port, '/v1/models', wrong)).toEqual({
      status: 401,
      body: {
        error: {
          message: 'Incorrect API key provided.',
          type: 'invalid_request_error',
          param: null,
          code: 'invalid_api_key',
        },
      },
    });
    await house.connect({ headers: { authorization: 'Bearer secret' } }).next('session.created');
    const protocols = ['realtime', 'openai-insecure-api-key.secret'];
    const client = house.connect({ protocols });
    await client.next('session.created');
    expect(client.socket.protocol).toBe('realtime');
  });

  it('refuses the beta after the upgrade, as the real one does', async () => {
    house = await TestPartner.start();
    const client = house.connect({ headers: { 'OpenAI-Beta': 'realtime=v1' } });
    expect((await client.next('error')).error.code).toBe('beta_api_shape_disabled');
    expect(await client.closed).toEqual({
      code: 4000,
      reason: 'invalid_request_error.beta_api_shape_disabled',
    });
    expect(client.types).toEqual(['error']);
  });

  it('refuses a scenario that it does not have', async () => {
    house = await TestPartner.start();
    const client = house.connect({ query: '?scenario=nothing.en' });
    expect((await client.next('error')).error).toMatchObject({ param: 'scenario' });
    expect((await client.closed).code).toBe(4000);
  });

  it('lists its model and knows no other address', async () => {
    house = await TestPartner.start();
    const { port } = house.partner;
    expect((await get(port, '/v1/models')).body).toMatchObject({
      object: 'list',
      data: [{ id: 'practice-partner' }],
    });
    expect((await get(port, '/v1/models/practice-partner')).status).toBe(200);
    expect((await get(port, '/v1/files')).body).toMatchObject({
      error: { message: 'Invalid URL (GET /v1/files)' },
    });
  });

  it('lets a session last its time', async () => {
    house = await TestPartner.start({ maxSessionMilliseconds: 120_000 });
    const client = house.connect();
    await client.next('session.created');
    house.clock.advance(119_999);
    client.send({ type: 'input_audio_buffer.clear' });
    await client.next('input_audio_buffer.cleared');
    house.clock.advance(1);
    const message = 'Your session hit the maximum duration of 2 minutes.';
    expect((await client.next('error')).error).toMatchObject({ code: 'session_expired', message });
    expect(await client.closed).toEqual({ code: 1001, reason: message });
  });

  it('closes its sessions when it goes', async () => {
    house = await TestPartner.start();
    const client = house.connect();
    await client.next('session.created');
    await Promise.all([house.partner.dispose(), house.partner.dispose()]);
    expect((await client.closed).code).toBe(1001);
  });
});
