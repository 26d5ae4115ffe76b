import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** How the network between both ends is. */
export type Weather =
  | 'fair'
  /** New connections are reset, as if nobody listened. */
  | 'away'
  /** Nothing comes through, and nobody says so: bytes wait, and come after all when it is over. */
  | 'stalled'
  /** Nothing comes through, ever: what is on its way is lost, though both ends stay open. */
  | 'swallowed';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** What came while it was swallowed is gone, and so is this connection. */
  lost: boolean;
}

const TICK_MILLISECONDS = 10;

/** A TCP proxy on loopback that does to a connection what networks do. */
export class TcpProxy {
  readonly port: number;
  readonly #listener: Server;
  readonly #target: number;
  readonly #pairs = new Set<Pair>();
  readonly #waiting: Socket[] = [];
  #weather: Weather = 'fair';
  #rate: number | null = null;
  #latency = 0;

  private constructor(listener: Server, target: number) {
    this.#listener = listener;
    this.#target = target;
    this.port = (listener.address() as AddressInfo).port;
    listener.on('connection', (client) => this.#accept(client));
  }

  /** Forwards to `target` on 127.0.0.1. */
  static async start(target: number): Promise<TcpProxy> {
    const listener = createServer({ noDelay: true, pauseOnConnect: true });
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
    return new TcpProxy(listener, target);
  }

  get connections(): number {
    return this.#pairs.size;
  }

  get weather(): Weather {
    return this.#weather;
  }

  /** Bytes a second in each direction; null: as many as there are. */
  throttle(rate: number | null): void {
    this.#rate = rate;
  }

  /** Milliseconds that every byte takes. */
  delay(milliseconds: number): void {
    this.#latency = milliseconds;
  }

  change(weather: Weather): void {
    this.#weather = weather;
    if (weather === 'swallowed') for (const pair of this.#pairs) pair.lost = true;
    if (weather === 'away') this.reset();
    if (weather !== 'fair') return;
    for (const client of this.#waiting.splice(0)) this.#accept(client);
  }

  /** Resets every connection (RST). */
  reset(): void {
    for (const { client, server } of [...this.#pairs]) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** Ends every connection (FIN), as a server does that stops. */
  finish(): void {
    for (const { client, server } of [...this.#pairs]) {
      client.end();
      server.destroy();
    }
  }

  /** The server's half is gone, and the client is not told: a half-open socket. */
  halfOpen(): void {
    for (const pair of this.#pairs) {
      pair.lost = true;
      pair.server.destroy();
    }
  }

  async dispose(): Promise<void> {
    for (const client of this.#waiting.splice(0)) client.destroy();
    this.reset();
    await new Promise((done) => this.#listener.close(done));
  }

  #accept(client: Socket): void {
    client.on('error', () => client.destroy());
    if (this.#weather === 'away') {
      client.resetAndDestroy();
      return;
    }
    if (this.#weather !== 'fair') {
      this.#waiting.push(client);
      return;
    }
    const server = connect({ port: this.#target, host: '127.0.0.1', noDelay: true });
    const pair: Pair = { client, server, lost: false };
    this.#pairs.add(pair);
    server.on('error', () => server.destroy());
    this.#forward(pair, client, server);
    this.#forward(pair, server, client);
    client.resume();
  }

  #forward(pair: Pair, from: Socket, to: Socket): void {
    const queue: { data: Buffer; at: number }[] = [];
    let timer: NodeJS.Timeout | null = null;
    let credit = 0;
    const pump = (): void => {
      timer = null;
      if (this.#rate !== null) credit = Math.min(this.#rate, credit + this.#rate / 100);
      const now = performance.now();
      for (let next = queue[0]; next !== undefined; next = queue[0]) {
        if (this.#weather === 'stalled' || next.at > now) break;
        const most = this.#rate === null ? next.data.length : Math.floor(credit);
        if (most <= 0) break;
        const part = next.data.subarray(0, most);
        credit -= part.length;
        if (!pair.lost && to.writable) to.write(part);
        if (part.length === next.data.length) queue.shift();
        else queue[0] = { data: next.data.subarray(most), at: next.at };
      }
      if (queue.length > 0) timer ??= setTimeout(pump, TICK_MILLISECONDS);
      const held = queue.reduce((sum, { data }) => sum + data.length, 0);
      if (held > 64 * 1024) from.pause();
      else from.resume();
    };
    from.on('data', (data: Buffer) => {
      if (pair.lost) return;
      queue.push({ data, at: performance.now() + this.#latency });
      if (timer === null) pump();
    });
    const over = (): void => {
      if (timer !== null) clearTimeout(timer);
      if (!pair.lost && to.writable) to.end();
    };
    from.on('end', over);
    from.on('close', () => {
      over();
      if (pair.client.destroyed) this.#pairs.delete(pair);
    });
  }
}
