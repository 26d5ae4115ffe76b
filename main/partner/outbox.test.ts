import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { Outbox } from './outbox.ts';

/** A socket whose peer takes nothing until it is told to. */
class StuckSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly #waiting: (() => void)[] = [];

  send(_text: string, taken: () => void): void {
    this.#waiting.push(taken);
  }
  terminate(): void {
    this.readyState = 3;
    this.emit('close');
  }
  take(): void {
    this.#waiting.shift()?.();
  }
}

const halfMegabyte = 'x'.repeat(512 * 1024);

function stuck() {
  const socket = new StuckSocket();
  return { socket, outbox: new Outbox(socket as unknown as WebSocket) };
}

describe('the outbox', () => {
  it('has room while the client keeps up, and waits while it does not', async () => {
    const { socket, outbox } = stuck();
    outbox.send(halfMegabyte);
    await outbox.room();
    outbox.send(halfMegabyte);
    let hasRoom = false;
    const waiting = outbox.room().then(() => {
      hasRoom = true;
    });
    await Promise.resolve();
    expect(hasRoom).toBe(false);
    socket.take();
    await waiting;
  });

  it('lets a client go that takes nothing, and all who wait for it', async () => {
    const { socket, outbox } = stuck();
    for (let sent = 0; sent < 2; sent += 1) outbox.send(halfMegabyte);
    const waiting = outbox.room();
    for (let sent = 0; sent < 70; sent += 1) outbox.send(halfMegabyte);
    await waiting;
    expect(socket.readyState).toBe(3);
    await outbox.room();
  });
});
