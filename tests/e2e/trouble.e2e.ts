import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { choiceOf, ownProfile } from '../../contract/profiles.ts';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';
import { hold, openSession, phaseIs, transcriptOf } from '../support/talking.ts';

let app: AppUnderTest | null = null;
let server: Server | null = null;
afterEach(async () => {
  await app?.dispose();
  app = null;
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** Something on loopback that answers upgrades as the test wants. Returns its ws:// address. */
async function endpoint(lead: (server: Server) => void): Promise<string> {
  server = createServer();
  lead(server);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`;
}

const custom = (url: string, auth: 'bearer' | 'none' = 'none') => ({
  scenario: null,
  ...choiceOf(ownProfile('mine', { kind: 'custom', url, auth })),
});
const alert = ({ page }: AppUnderTest) => page.getByRole('alert');

/** An endpoint whose first connection breaks in the middle of an answer. */
async function brokenLine() {
  const line = { url: '', away: false, seeded: [] as string[], committed: 0 };
  let connections = 0;
  const sockets = new WebSocketServer({ noServer: true });
  sockets.on('connection', (accepted: WebSocket) => {
    connections += 1;
    const isFirst = connections === 1;
    const say = (event: object) => accepted.send(JSON.stringify(event));
    say({ type: 'session.created', session: {} });
    accepted.on('message', (data) => {
      const event = JSON.parse(String(data));
      if (event.type === 'input_audio_buffer.commit') line.committed += 1;
      if (isFirst && event.type === 'response.create') breakOff(accepted, say);
      if (isFirst || event.type !== 'conversation.item.create') return;
      line.seeded.push(event.item.content[0].text);
    });
  });
  line.url = await endpoint((http) =>
    http.on('upgrade', (request, socket, head) => {
      if (line.away && connections > 0) socket.destroy();
      else {
        sockets.handleUpgrade(request, socket, head, (client) =>
          sockets.emit('connection', client, request),
        );
      }
    }),
  );
  return line;
}

function breakOff(socket: WebSocket, say: (event: object) => void): void {
  const item = { id: 'i1', type: 'message', role: 'assistant', content: [] };
  const place = { response_id: 'r1', item_id: 'i1', content_index: 0 };
  say({ type: 'response.created', response: { id: 'r1' } });
  say({ type: 'response.output_item.added', response_id: 'r1', item });
  say({ type: 'response.output_audio_transcript.delta', ...place, delta: 'Half a sent' });
  const delta = Buffer.alloc(9600).toString('base64');
  say({ type: 'response.output_audio.delta', ...place, delta });
  setImmediate(() => socket.terminate());
}

/** Opens a session and asks a question in writing. */
async function ask(under: AppUnderTest): Promise<void> {
  const { page } = under;
  await page.keyboard.press('Space');
  await phaseIs(under, 'idle');
  await page.getByRole('textbox', { name: 'Type what you want to say' }).fill('Are you there?');
  await page.keyboard.press('Enter');
  await page.getByRole('heading').first().click();
}

describe('trouble, told plainly and without loss', () => {
  it('a wrong key', async () => {
    const url = await endpoint((http) =>
      http.on('upgrade', (_, socket) => {
        const body = JSON.stringify({
          error: { message: 'Incorrect API key provided: sk-abc123.' },
        });
        socket.end(`HTTP/1.1 401 Unauthorized\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      }),
    );
    app = await startApp({
      settings: custom(url, 'bearer'),
      environmentKey: 'sk-canary-0123456789',
      environmentProfile: 'mine',
    });
    await app.page.keyboard.press('Space');
    await alert(app).filter({ hasText: 'key' }).first().waitFor();
    expect(await app.page.content()).not.toContain('sk-canary');
    expect(await app.page.content()).not.toContain('sk-abc');
    await app.page.getByRole('button', { name: 'Open settings' }).first().waitFor();
  });

  it('an endpoint that nobody serves', async () => {
    const url = await endpoint(() => {});
    server?.close();
    app = await startApp({ settings: custom(url) });
    await app.page.keyboard.press('Space');
    await alert(app).first().waitFor();
    expect(app.core.snapshot().session.failure?.code).toBe('unreachable');
    await app.page.getByRole('button', { name: 'Reconnect' }).first().waitFor();
  });

  it('a socket that closes in mid-answer: it goes on by itself, with what was heard', async () => {
    const line = await brokenLine();
    app = await startApp({ settings: custom(line.url) });
    const { page } = app;
    await ask(app);
    await expect.poll(() => line.seeded).toEqual(['Are you there?', 'Half a sent']);
    await phaseIs(app, 'thinking');
    await transcriptOf(page).getByRole('article').filter({ hasText: 'Half a sent' }).waitFor();
    expect(await transcriptOf(page).getByRole('article').count()).toBe(2);
    expect(await alert(app).getByText('lost').count()).toBe(0);
  });

  it('a network that stays away: it says so, keeps what is said, and can be hurried', async () => {
    const line = await brokenLine();
    line.away = true;
    app = await startApp({ settings: custom(line.url) });
    const { page } = app;
    await ask(app);
    await page.getByText('Reconnecting…').waitFor();
    await page.getByText('What you say is kept').waitFor();
    await page.keyboard.down('Space');
    await phaseIs(app, 'listening');
    await page.waitForTimeout(300);
    await page.keyboard.up('Space');
    // The page says why the answer is waited for, and not that somebody is thinking.
    const { core } = app;
    await expect.poll(() => core.snapshot().session.phase).toBe('thinking');
    line.away = false;
    await page.getByRole('button', { name: 'Try now' }).click();
    await expect.poll(() => line.committed).toBe(1);
    await page.getByText('Reconnecting…').waitFor({ state: 'detached' });
    expect(line.seeded[0]).toBe('Are you there?');
    // The key may have cut off what was still playing of it.
    expect('Half a sent').toContain(line.seeded[1] ?? '-');
  });

  it('no microphone', async () => {
    app = await startApp({ fakeDevice: false, settings: { scenario: 'strawberries.en' } });
    await app.page.keyboard.press('Space');
    await alert(app)
      .filter({ hasText: /microphone/i })
      .first()
      .waitFor({ timeout: 20_000 });
    await phaseIs(app, 'idle');
  });

  it('a microphone that the user refuses', async () => {
    app = await startApp({ grant: false, settings: { scenario: 'strawberries.en' } });
    await app.page.keyboard.press('Space');
    await alert(app)
      .filter({ hasText: /microphone/i })
      .first()
      .waitFor({ timeout: 20_000 });
  });

  it('a frame, an event and a message that are malformed', async () => {
    const url = await endpoint((http) =>
      new WebSocketServer({ server: http }).on('connection', (accepted) => {
        const say = (event: object) => accepted.send(JSON.stringify(event));
        accepted.send('{"type":');
        accepted.send(Buffer.from([1, 2, 3]));
        say({ type: 'an.event.of.tomorrow', with: { anything: 1 } });
        say({ type: 'response.output_audio.delta', item_id: 'x' });
        accepted.on('message', (data) => {
          if (JSON.parse(String(data)).type !== 'response.create') return;
          const item = { id: 'i', type: 'message', role: 'assistant', content: [] };
          say({ type: 'response.created', response: { id: 'r' } });
          say({ type: 'response.output_item.added', response_id: 'r', item });
          say({ type: 'response.output_audio.delta', response_id: 'r', item_id: 'i', delta: '!!' });
          say({
            type: 'response.output_audio_transcript.done',
            item_id: 'i',
            transcript: 'Still here.',
          });
          say({ type: 'response.done', response: { id: 'r', status: 'completed' } });
        });
      }),
    );
    app = await startApp({ settings: custom(url) });
    await app.page.keyboard.press('Space');
    await phaseIs(app, 'idle');
    await app.page.getByRole('textbox', { name: 'Type what you want to say' }).fill('Hello');
    await app.page.keyboard.press('Enter');
    await transcriptOf(app.page).getByRole('article').filter({ hasText: 'Still here.' }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  it('words that no reply fits: the partner says so, and goes on', async () => {
    app = await startApp({ settings: { scenario: 'strawberries.en' } });
    await openSession(app);
    const offered = app.core.snapshot().replies;
    await hold(app, 'The committee has postponed its quarterly meeting indefinitely.');
    await phaseIs(app, 'speaking');
    await phaseIs(app, 'idle');
    const said = app.core.snapshot().transcript.at(-1);
    expect(said).toMatchObject({ kind: 'message', speaker: 'partner' });
    expect(said?.kind === 'message' && said.text).toContain('once more');
    expect(app.core.snapshot().replies).toEqual(offered);
  });
});
