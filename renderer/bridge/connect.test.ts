import { expect, it } from 'vitest';
import { PORT_OFFERED, PORT_WANTED } from '../../contract/native-surface.ts';
import { connect, type PageScope } from './connect.ts';

const origin = 'app://parley';

/** A window of the desktop app whose preload answers with what a test gives it. */
class DesktopScope extends EventTarget {
  readonly parley = { platform: 'linux' };
  readonly location = { origin };
  readonly asked: unknown[] = [];

  postMessage(message: unknown, target: string): void {
    this.asked.push([message, target]);
  }

  offer(fields: { data?: unknown; origin?: string; source?: unknown; ports?: unknown[] }): void {
    const event = new Event('message');
    this.dispatchEvent(
      Object.assign(event, { data: PORT_OFFERED, origin, source: this, ports: [], ...fields }),
    );
  }

  get scope(): PageScope {
    return this as unknown as PageScope;
  }
}

class SocketDouble extends EventTarget {
  static readonly made: SocketDouble[] = [];
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly bufferedAmount = 0;
  readonly url: string;
  readyState = 0;
  binaryType = 'blob';

  constructor(url: string) {
    super();
    this.url = url;
    SocketDouble.made.push(this);
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  close(code = 1005): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

function webScope(protocol: string): PageScope {
  const location = { protocol, host: '127.0.0.1:4000' };
  return { location, WebSocket: SocketDouble } as unknown as PageScope;
}

it('asks the preload for a port and takes only what the page itself announces', async () => {
  const desktop = new DesktopScope();
  const connecting = connect({ scope: desktop.scope });
  expect(desktop.asked).toEqual([[PORT_WANTED, origin]]);
  const wrong = new MessageChannel();
  desktop.offer({ ports: [wrong.port1], origin: 'https://evil.example' });
  desktop.offer({ ports: [wrong.port1], source: {} });
  desktop.offer({ ports: [wrong.port1], data: 'something else' });
  desktop.offer({ ports: [] });
  const right = new MessageChannel();
  desktop.offer({ ports: [right.port1] });
  const { wire, closeReason } = await connecting;
  const heard = new Promise((resolve) => wire.onData(resolve));
  wrong.port2.postMessage('wrong');
  right.port2.postMessage('right');
  expect(await heard).toBe('right');
  expect(closeReason()).toBe('lost');
  wire.close();
  wrong.port1.close();
});

it('gives up when the preload does not answer', async () => {
  const desktop = new DesktopScope();
  await expect(connect({ scope: desktop.scope, timeout: 1 })).rejects.toMatchObject({
    code: 'unreachable',
  });
});

it.each([
  ['http:', 'ws://127.0.0.1:4000/bridge'],
  ['https:', 'wss://127.0.0.1:4000/bridge'],
])('opens the bridge of the %s server that the page came from', async (protocol, url) => {
  const connecting = connect({ scope: webScope(protocol) });
  const socket = SocketDouble.made.at(-1);
  expect(socket?.url).toBe(url);
  socket?.open();
  const { wire } = await connecting;
  expect(socket?.binaryType).toBe('arraybuffer');
  wire.close();
});

it.each([
  [4001, 'taken_over'],
  [1001, 'app_ended'],
  [1006, 'lost'],
])('explains the close code %i as %s, already in onClose', async (code, reason) => {
  const connecting = connect({ scope: webScope('http:') });
  const socket = SocketDouble.made.at(-1);
  socket?.open();
  const { wire, closeReason } = await connecting;
  const told = new Promise((resolve) => wire.onClose(() => resolve(closeReason())));
  socket?.close(code);
  expect(await told).toBe(reason);
});

it('gives up when the server refuses, or does not answer', async () => {
  const refused = connect({ scope: webScope('http:') });
  SocketDouble.made.at(-1)?.close(1006);
  await expect(refused).rejects.toMatchObject({ code: 'unreachable' });
  const silent = connect({ scope: webScope('http:'), timeout: 1 });
  await expect(silent).rejects.toMatchObject({ code: 'unreachable' });
});
