import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';

/** Electron's MessagePortMain as far as a wire uses it, over a Node port: it queues until `start`. */
export class PortMainDouble extends EventEmitter {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
  }

  postMessage(message: unknown, ...more: unknown[]): void {
    // electron#34905: with a transfer list the whole message is lost.
    if (more.length === 0) this.#port.postMessage(message);
  }

  start(): void {
    this.#port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    this.#port.on('close', () => this.emit('close'));
  }

  close(): void {
    this.#port.close();
  }
}
