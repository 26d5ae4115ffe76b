import type { WebSocket } from 'ws';
import { CLOSE_APP_ENDED, CLOSE_TAKEN_OVER } from '../../contract/close-codes.ts';
import type { CoreSurface } from '../core/host/core-surface.ts';
import { type ServeOptions, serveContract } from '../core/host/serve-contract.ts';
import { createWebSocketWire } from './web-socket-wire.ts';

/** One page at a time: a newer page takes over from the older one. */
export class PageSeat {
  readonly #core: CoreSurface;
  readonly #options: ServeOptions;
  #leave: (code: number, reason: string) => void = () => {};

  constructor(core: CoreSurface, options: ServeOptions) {
    this.#core = core;
    this.#options = options;
  }

  /** Serves `socket`. The core hears that the old page has left before the new one is greeted. */
  take(socket: WebSocket): void {
    this.#leave(CLOSE_TAKEN_OVER, 'Parley was opened in another page.');
    const wire = createWebSocketWire(socket);
    const server = serveContract(wire, this.#core, this.#options);
    this.#leave = (code, reason) => {
      // First the code: closing the wire sends one without.
      socket.close(code, reason);
      server.dispose();
    };
  }

  /** Sends the page away, because the app ends. */
  clear(): void {
    this.#leave(CLOSE_APP_ENDED, 'Parley was ended.');
  }
}
