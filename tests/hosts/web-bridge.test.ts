import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE_APP_ENDED, CLOSE_TAKEN_OVER } from '../../contract/close-codes.ts';
import { encodeMessage, MAX_MESSAGE_LENGTH } from '../../contract/message.ts';
import { closeReason } from '../../renderer/bridge/close-reason.ts';
import { Received } from '../contract/page-end.ts';
import { upgradeText } from './raw-http.ts';
import { startWebFixture, type WebFixture } from './web-fixture.ts';

let web: WebFixture;
let cookie: string;
beforeEach(async () => {
  web = await startWebFixture();
  cookie = await web.enter();
});
afterEach(() => web.dispose());

async function openPage() {
  const socket = new WebSocket(`ws://127.0.0.1:${web.port}/bridge`, {
    headers: { Cookie: cookie.slice('Cookie: '.length) },
    origin: web.host.origin,
  });
  const heard = new Received<string>();
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.on('message', (data) => heard.add(String(data)));
  await once(socket, 'open');
  await heard.until((text) => text.includes('snapshot'));
  return { socket, heard, closed };
}

it('lets the page upgrade', async () => {
  const headers = [web.hostHeader, web.originHeader, cookie];
  expect((await web.send(upgradeText('/bridge', headers))).status).toBe(101);
});

it.each(['/', '/bridge/', '/bridge?token=x', '/Bridge', '//bridge', '/%62ridge', '/x/../bridge'])(
  'refuses an upgrade to %s',
  async (path) => {
    const headers = [web.hostHeader, web.originHeader, cookie];
    expect((await web.send(upgradeText(path, headers))).status).toBe(403);
  },
);

it('refuses an upgrade from any other origin, or from none', async () => {
  const { port } = web;
  const wrong = [
    [],
    ['Origin: null'],
    ['Origin: '],
    [`Origin: http://localhost:${port}`],
    ['Origin: http://127.0.0.1'],
    ['Origin: http://127.0.0.1:1'],
    [`Origin: http://127.0.0.1:${port}0`],
    [`Origin: http://127.0.0.1:${port}/`],
    [`Origin: https://127.0.0.1:${port}`],
    [`Origin: http://127.0.0.1:${port}.evil.example`],
    [`Origin: http://evil.example:${port}`],
    ['Origin: app://parley'],
    [web.originHeader, 'Origin: http://evil.example'],
    [`Sec-WebSocket-Origin: http://127.0.0.1:${port}`],
  ];
  for (const origin of wrong) {
    const answer = await web.send(upgradeText('/bridge', [web.hostHeader, ...origin, cookie]));
    expect([origin, answer.status]).toEqual([origin, 403]);
  }
});

it('refuses an upgrade without the cookie, whatever else is right', async () => {
  const headers = [web.hostHeader, web.originHeader];
  const token = new URL(web.host.newAddress()).search;
  for (const wrong of [[], [`${cookie}x`], [`Cookie: parley-${web.port}=`]]) {
    expect((await web.send(upgradeText('/bridge', [...headers, ...wrong]))).status).toBe(403);
  }
  expect((await web.send(upgradeText(`/bridge${token}`, headers))).status).toBe(403);
});

it('refuses an upgrade to any other host', async () => {
  for (const host of [`localhost:${web.port}`, `evil.example:${web.port}`, '127.0.0.1']) {
    const headers = [`Host: ${host}`, web.originHeader, cookie];
    expect((await web.send(upgradeText('/bridge', headers))).status).toBe(403);
    const matching = [`Host: ${host}`, `Origin: http://${host}`, cookie];
    expect((await web.send(upgradeText('/bridge', matching))).status).toBe(403);
  }
});

it('closes a page that sends too much at once, and serves the next', async () => {
  const page = await openPage();
  page.socket.send('x'.repeat(3 * MAX_MESSAGE_LENGTH + 1));
  expect(await page.closed).toBe(1009);
  expect(web.core.inputs).toEqual([{ kind: 'left' }]);
  const next = await openPage();
  next.socket.close();
  await next.closed;
});

it('reads a long message without ending', async () => {
  const page = await openPage();
  page.socket.send('字'.repeat(MAX_MESSAGE_LENGTH));
  page.socket.send(encodeMessage({ kind: 'call', id: 1, name: 'session.stop', input: {} }));
  await page.heard.until((text) => text.includes('"result"'));
  page.socket.close();
  await page.closed;
});

it('lets a newer page take over, and tells the older one why', async () => {
  const older = await openPage();
  const newer = await openPage();
  const code = await older.closed;
  expect([code, closeReason(code)]).toEqual([CLOSE_TAKEN_OVER, 'taken_over']);
  expect(web.core.inputs).toEqual([{ kind: 'left' }]);
  expect(web.core.listeners).toBe(2);
  web.core.emit({ name: 'speaker.flush', payload: { flush: 1 } });
  await newer.heard.until((text) => text.includes('speaker.flush'));
  expect(older.heard.values.some((text) => text.includes('speaker.flush'))).toBe(false);
  newer.socket.close();
  await newer.closed;
});

it('tells the page that the app has ended, and leaves nothing behind', async () => {
  const page = await openPage();
  const disposed = web.host.dispose();
  const code = await page.closed;
  expect([code, closeReason(code)]).toEqual([CLOSE_APP_ENDED, 'app_ended']);
  await disposed;
  expect(web.core.listeners).toBe(0);
  await expect(web.get('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('outlives pages that vanish in the middle of a frame', async () => {
  const page = await openPage();
  const left = web.core.arrived(1);
  page.socket.terminate();
  expect(await left).toEqual([{ kind: 'left' }]);
  const next = await openPage();
  next.socket.close();
  await next.closed;
});
