import type { Disposable } from '../../contract/base/disposable.ts';
import type { Wire } from '../../contract/wire.ts';
import type { Log } from '../core/base/log.ts';
import type { CoreSurface } from '../core/host/core-surface.ts';
import { serveContract } from '../core/host/serve-contract.ts';
import { isTrustedSender, type Sender } from './deciders.ts';

/** A page's wish for a port: who asks, and how the port gets there. */
export interface PortRequest {
  readonly sender: Sender | null;
  /** Hands one end of a new channel to the page and returns a wire on the other. */
  deliver(): Wire;
}

/** Connects our page, and only our page, to the core; a newer port takes over from the older. */
export class PortDoor implements Disposable {
  readonly #core: CoreSurface;
  readonly #log: Log;
  #server: Disposable | null = null;

  constructor(core: CoreSurface, log: Log) {
    this.#core = core;
    this.#log = log;
  }

  ask(request: PortRequest): void {
    if (isTrustedSender(request.sender)) {
      this.dispose();
      this.#server = serveContract(request.deliver(), this.#core, { log: this.#log });
    } else {
      this.#log.warn('refused a port to a stranger', { origin: request.sender?.origin });
    }
  }

  /** Sends the page away. */
  dispose(): void {
    this.#server?.dispose();
    this.#server = null;
  }
}
