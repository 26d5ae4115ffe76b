import type { Disposable } from '../../contract/base/disposable.ts';
import type { Wire } from '../../contract/wire.ts';
import type { Log } from '../core/base/log.ts';
import type { CoreSurface } from '../core/host/core-surface.ts';
import { observerSurface } from '../core/host/observer-surface.ts';
import { serveContract } from '../core/host/serve-contract.ts';
import { isTrustedSender, type Page, pageOf, type Sender } from './deciders.ts';

/** A page's wish for a port: who asks, and how the port gets there. */
export interface PortRequest {
  readonly sender: Sender | null;
  /** Hands one end of a new channel to the page and returns a wire on the other. */
  deliver(): Wire;
}

/** Connects our two pages, and only them, to the core; a newer port takes over from the older. */
export class PortDoor implements Disposable {
  readonly #core: CoreSurface;
  readonly #log: Log;
  readonly #servers = new Map<Page, Disposable>();

  constructor(core: CoreSurface, log: Log) {
    this.#core = core;
    this.#log = log;
  }

  ask(request: PortRequest): void {
    const { sender } = request;
    if (sender === null || !isTrustedSender(sender)) {
      this.#log.warn('refused a port to a stranger', { origin: sender?.origin });
      return;
    }
    const page = pageOf(sender);
    this.leave(page);
    const core = page === 'pill' ? observerSurface(this.#core) : this.#core;
    this.#servers.set(page, serveContract(request.deliver(), core, { log: this.#log }));
  }

  /** The page is gone, or will not be heard again: what it held in the core is let go of. */
  leave(page: Page): void {
    this.#servers.get(page)?.dispose();
    this.#servers.delete(page);
  }

  /** Sends the pages away. */
  dispose(): void {
    for (const server of this.#servers.values()) server.dispose();
    this.#servers.clear();
  }
}
