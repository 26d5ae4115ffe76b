import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestText } from './raw-http.ts';
import { startWebFixture, targetOf, type WebFixture } from './web-fixture.ts';

let web: WebFixture;
let cookie: string;
beforeAll(async () => {
  web = await startWebFixture();
  cookie = await web.enter();
});
afterAll(() => web.dispose());

describe('an address', () => {
  it('opens the page once, and a cookie keeps it open', async () => {
    const target = targetOf(web.host.newAddress());
    const entered = await web.get(target);
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/');
    const set = entered.headers.get('set-cookie') ?? '';
    expect(set).toMatch(
      new RegExp(`^parley-${web.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    );
    const again = await web.get(target);
    expect(again.status).toBe(403);
    expect(again.headers.has('set-cookie')).toBe(false);
    expect(again.body).toContain('press Enter');
    expect(again.body).toContain('按 Enter');
    const own = `Cookie: other=1; ${set.split(';')[0]}`;
    expect((await web.get('/', [own])).body).toContain('the page');
    expect((await web.get('/', [own])).body).toContain('the page');
    expect((await web.get(target, [own])).headers.get('location')).toBe('/');
  });

  it('is refused with a wrong, shortened, lengthened or empty token', async () => {
    const good = targetOf(web.host.newAddress());
    const wrong = ['/?token=', '/?token=x', `${good}x`, good.slice(0, -1), '/?token=null', '/?'];
    for (const target of wrong) {
      const { status, headers } = await web.get(target);
      expect([target, status, headers.has('set-cookie')]).toEqual([target, 403, false]);
    }
    expect((await web.get(good)).status).toBe(303);
  });

  it('stops working when a newer one was asked for', async () => {
    const older = targetOf(web.host.newAddress());
    const newer = targetOf(web.host.newAddress());
    expect((await web.get(older)).status).toBe(403);
    expect((await web.get(newer)).status).toBe(303);
  });

  it('is not used up by a HEAD, nor at another path', async () => {
    const target = targetOf(web.host.newAddress());
    const head = await web.send(requestText(`HEAD ${target}`, [web.hostHeader]));
    expect([head.status, head.body]).toEqual([403, '']);
    expect((await web.get(target.replace('/?', '/assets/app.js?'))).status).toBe(403);
    expect((await web.get(target)).status).toBe(303);
  });
});

describe('a request', () => {
  it.each([
    'localhost:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1:PORT0',
    '127.0.0.1.evil.example:PORT',
    'evil.example:PORT',
    'evil.example',
    '127.1:PORT',
    '2130706433:PORT',
    '0.0.0.0:PORT',
    '[::1]:PORT',
    '[::ffff:127.0.0.1]:PORT',
    'user@127.0.0.1:PORT',
    '127.0.0.1:PORT.',
    '',
  ])('to the host %j is refused, cookie or not', async (name) => {
    const header = `Host: ${name.replace('PORT', String(web.port))}`;
    const address = targetOf(web.host.newAddress());
    for (const target of ['/', address]) {
      const answer = await web.send(requestText(`GET ${target}`, [header, cookie]));
      expect(answer.status).toBe(403);
      expect(answer.body).not.toContain('page');
      expect(answer.headers.has('set-cookie')).toBe(false);
    }
    expect((await web.get(address)).status).toBe(303);
  });

  it('without a host, or with two, is refused', async () => {
    expect((await web.send(`GET / HTTP/1.0\r\n${cookie}\r\n\r\n`)).status).toBe(403);
    expect((await web.send(requestText('GET /', [cookie]))).status).toBe(400);
    const twice = [web.hostHeader, 'Host: evil.example', cookie];
    expect((await web.send(requestText('GET /', twice))).status).toBe(403);
  });

  it('without the cookie of this launch is refused', async () => {
    const other = await startWebFixture();
    const foreign = (await other.enter()).split('=')[1] ?? '';
    await other.dispose();
    const name = `Cookie: parley-${web.port}=`;
    const own = cookie.slice(name.length);
    const wrong = [
      name,
      `${name}x`,
      `${name}${foreign}`,
      `${name}${own}x`,
      `${name}${own.slice(1)}`,
    ];
    for (const header of [...wrong, `Cookie: other=${own}`, 'Cookie: ']) {
      const { status, body } = await web.get('/', [header]);
      expect([header, status]).toEqual([header, 403]);
      expect(body).not.toContain('the page');
    }
    expect((await web.get('/')).status).toBe(403);
    expect((await web.get('/assets/app.js')).status).toBe(403);
    expect((await web.get('/', [cookie])).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])(
    'with the method %s is refused',
    async (method) => {
      const text = requestText(`${method} /`, [web.hostHeader, cookie, 'Content-Length: 0']);
      const { status, headers } = await web.send(text);
      expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    },
  );

  it('with the method CONNECT is not tunnelled', async () => {
    const text = requestText('CONNECT 127.0.0.1:22', [web.hostHeader, cookie]);
    expect((await web.send(text)).status).toBe(0);
  });

  it.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/%252e%252e%252fsecret.html',
    '/assets/../../secret.html',
    '/assets/..%5c..%5csecret.html',
    '/..\\secret.html',
    '/../page-evil/secret.html',
    '/%2e%2e%2fpage-evil%2fsecret.html',
    '//127.0.0.1/secret.html',
    '/link.html',
    '/linked/secret.html',
    '/.hidden.html',
    '/notes.sqlite',
    '/index.html%00.js',
    '/%',
    '/assets',
    '/assets/',
    '/assets//app.js',
    '/etc/passwd',
    'http://evil.example/',
    '*',
  ])('for %j finds nothing', async (target) => {
    const { status, body } = await web.get(target, [cookie]);
    expect([400, 403, 404]).toContain(status);
    expect(body).not.toContain('SECRET');
    expect(body).not.toContain('the page');
  });

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html?reload=1', 'text/html; charset=utf-8'],
    ['/assets/app.js', 'text/javascript; charset=utf-8'],
    ['/assets/%61pp.js', 'text/javascript; charset=utf-8'],
    ['/assets/%2561.js', 'text/javascript; charset=utf-8'],
    ['/assets/voice.wasm', 'application/wasm'],
    ['/assets/face.woff2', 'font/woff2'],
  ])('for %s is answered with %s', async (target, type) => {
    const { status, headers, body } = await web.get(target, [cookie]);
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    const head = await web.send(requestText(`HEAD ${target}`, [web.hostHeader, cookie]));
    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(body)));
  });
});

it('sends the same strict headers with every answer', async () => {
  const answers = [
    await web.get('/', [cookie]),
    await web.get('/missing.js', [cookie]),
    await web.get('/'),
    await web.get(targetOf(web.host.newAddress())),
    await web.send(requestText('POST /', [web.hostHeader, 'Content-Length: 0'])),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 403, 303, 405]);
  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        `font-src 'self'; connect-src 'self' ws://127.0.0.1:${web.port}; ` +
        "media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; base-uri 'none'; " +
        "form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('permissions-policy')).toMatch(/^microphone=\(self\), /);
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.has('access-control-allow-origin')).toBe(false);
  }
});

it('listens on 127.0.0.1 alone', async () => {
  const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  const others = all.map(({ address }) => address).filter((address) => address !== '127.0.0.1');
  const reached = await Promise.all([...others, '127.0.0.2'].map(isReached));
  expect(reached).not.toContain(true);
  expect(await isReached('127.0.0.1')).toBe(true);
});

function isReached(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(web.port, address);
    const end = (reached: boolean): void => {
      socket.destroy();
      resolve(reached);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
  });
}

it('logs refusals without tokens or cookies', () => {
  const lines = JSON.stringify(web.log.lines);
  expect(lines).toContain('refused a request');
  expect(lines).not.toContain(cookie.slice(cookie.indexOf('=') + 1));
  expect(lines).not.toContain('token=');
});
