import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { MAX_MESSAGE_LENGTH } from '../../contract/message.ts';
import type { Log } from '../core/base/log.ts';
import type { CoreSurface } from '../core/host/core-surface.ts';
import { observerSurface } from '../core/host/observer-surface.ts';
import { pageHeaders } from '../core/host/page-headers.ts';
import { Access } from './access.ts';
import { answer } from './answers.ts';
import { type BridgeOf, Gate, type Refusal } from './gate.ts';
import { PageSeat } from './page-seat.ts';

const HOST = '127.0.0.1';

/** A browser opens about six connections to a host; the rest is room for a page that takes over. */
const MAX_CONNECTIONS = 64;

/** Bytes of the longest message: `MAX_MESSAGE_LENGTH` units take at most three each in UTF-8. */
const MAX_PAYLOAD = 3 * MAX_MESSAGE_LENGTH;

/** Milliseconds a page has to answer a closing handshake before its socket is destroyed. */
const CLOSE_TIMEOUT = 2000;

/** `port` is taken when it is free, else any; `rendererDirectory` holds the page's `index.html`. */
export interface WebHostOptions {
  readonly core: CoreSurface;
  readonly rendererDirectory: string;
  readonly port?: number;
  readonly log: Log;
}

/** A running loopback host. */
export interface WebHost {
  /** The first address: opens the page once. */
  readonly url: string;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Another address that opens the page once; those before it stop working. */
  newAddress(): string;
  /** Sends the page away and resolves once nothing listens any more. */
  dispose(): Promise<void>;
}

/** Serves the page and its bridge on 127.0.0.1. Rejects when no port can be had. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const server = createServer();
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listen(server, options.port ?? 0);
  const host = new LoopbackHost(server, `${HOST}:${port}`, options);
  return {
    url: host.newAddress(),
    origin: host.origin,
    newAddress: () => host.newAddress(),
    dispose: () => host.dispose(),
  };
}

async function listen(server: Server, preferred: number): Promise<number> {
  const attempt = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, HOST, () => {
        server.off('error', reject);
        resolve((server.address() as AddressInfo).port);
      });
    });
  if (preferred === 0) return attempt(0);
  return attempt(preferred).catch(() => attempt(0));
}

class LoopbackHost {
  readonly origin: string;
  readonly #server: Server;
  readonly #access = new Access();
  readonly #gate: Gate;
  readonly #seats: Record<BridgeOf, PageSeat>;
  readonly #sockets: WebSocketServer;
  readonly #headers: Record<string, string>;
  readonly #rendererDirectory: string;
  readonly #log: Log;

  constructor(server: Server, host: string, { core, rendererDirectory, log }: WebHostOptions) {
    this.origin = `http://${host}`;
    this.#server = server;
    this.#gate = new Gate(host, this.#access);
    this.#seats = {
      main: new PageSeat(core, { log }),
      pill: new PageSeat(observerSurface(core), { log }),
    };
    this.#headers = pageHeaders(`ws://${host}`);
    this.#rendererDirectory = rendererDirectory;
    this.#log = log;
    this.#sockets = createSocketServer();
    server.on('request', (request, response) => void this.#respond(request, response));
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  newAddress(): string {
    return `${this.origin}/?token=${this.#access.mint()}`;
  }

  async dispose(): Promise<void> {
    for (const seat of Object.values(this.#seats)) seat.clear();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = this.#gate.request(request);
    if (verdict.kind === 'refuse') this.#warn('request', verdict.reason);
    const { status, headers, body } = await answer(verdict, this.#rendererDirectory, this.#log);
    // Node sends no body to a HEAD, whatever it is given.
    response.writeHead(status, { ...this.#headers, ...headers }).end(body);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Before the handshake nobody else listens, and an unheard error would end the process.
    socket.on('error', () => socket.destroy());
    const verdict = this.#gate.upgrade(request);
    if (verdict.kind === 'bridge') {
      const seat = this.#seats[verdict.page];
      this.#sockets.handleUpgrade(request, socket, head, (page) => seat.take(page));
    } else {
      this.#warn('upgrade', verdict.reason);
      // Destroyed, because a peer that never closes its half would keep the host from ending.
      socket.once('finish', () => socket.destroy());
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    }
  }

  #warn(what: 'request' | 'upgrade', reason: Refusal): void {
    this.#log.warn(`refused a ${what}`, { reason });
  }
}

function createSocketServer(): WebSocketServer {
  const options = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_PAYLOAD,
    // Known to ws 8.23, not yet to its declarations.
    closeTimeout: CLOSE_TIMEOUT,
  };
  return new WebSocketServer(options);
}
