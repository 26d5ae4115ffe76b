import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ProxyOptions {
  /** `name:password` that it asks for. */
  readonly credentials?: string;
  /** Answers every CONNECT with this status instead. */
  readonly status?: number;
  /** Takes a CONNECT and never answers. */
  readonly isDeaf?: boolean;
}

/** An HTTP proxy on loopback that leads every CONNECT to this machine, whatever the host is called. */
export class ConnectProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** The CONNECTs that it was asked for. */
  readonly asked: IncomingMessage[] = [];

  constructor(options: ProxyOptions = {}) {
    this.#server = createServer((_, response) => response.writeHead(405).end());
    this.#server.on('connection', (socket) => this.#keep(socket));
    this.#server.on('connect', (request, socket: Socket) => {
      this.asked.push(request);
      socket.on('error', () => {});
      if (options.isDeaf === true) {
        socket.resume().once('end', () => socket.destroy());
        return;
      }
      const refusal = this.#refusal(request, options);
      if (refusal === null) this.#lead(request, socket);
      else socket.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`);
    });
  }

  async listen(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.listen(0, '127.0.0.1', resolve);
    await promise;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves when no connection is left. */
  async emptied(): Promise<void> {
    while (this.#sockets.size > 0) {
      const [socket] = this.#sockets;
      await new Promise((resolve) => socket?.once('close', resolve));
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #refusal({ headers }: IncomingMessage, { credentials, status }: ProxyOptions): number | null {
    if (status !== undefined) return status;
    if (credentials === undefined) return null;
    const wanted = `Basic ${Buffer.from(credentials).toString('base64')}`;
    return headers['proxy-authorization'] === wanted ? null : 407;
  }

  #lead({ url = '' }: IncomingMessage, socket: Socket): void {
    const far = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.pipe(socket);
      socket.pipe(far);
    });
    this.#keep(far);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
