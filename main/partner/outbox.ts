import type { WebSocket } from 'ws';

/** An answer waits while this much was not taken by the client. */
const WAITING_BYTES = 1024 * 1024;
/** A client that takes nothing is let go when this much waits for it; what waits is dropped. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Sends to one client without letting a slow one hold more than a bounded amount. */
export class Outbox {
  readonly #socket: WebSocket;
  #waiting = 0;
  #waiters: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.once('close', () => this.#wake());
  }

  send(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#waiting + text.length > MOST_BYTES) {
      this.#socket.terminate();
      return;
    }
    this.#waiting += text.length;
    this.#socket.send(text, () => {
      this.#waiting -= text.length;
      if (this.#waiting < WAITING_BYTES) this.#wake();
    });
  }

  /** Resolves at once while the client keeps up, else when it has caught up or gone. */
  room(): Promise<void> {
    if (this.#waiting < WAITING_BYTES || this.#socket.readyState !== this.#socket.OPEN) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
    });
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}
