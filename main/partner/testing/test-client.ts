import type { RealtimeClientEvent, RealtimeServerEvent } from 'openai/resources/realtime/realtime';
import { WebSocket } from 'ws';

type EventOf<T> = Extract<RealtimeServerEvent, { type: T }>;
interface Waiter {
  readonly type: RealtimeServerEvent['type'];
  readonly resolve: (event: RealtimeServerEvent) => void;
}

/** A client that keeps every event, and waits for the next of a type. */
export class TestClient {
  readonly socket: WebSocket;
  readonly events: RealtimeServerEvent[] = [];
  /** Code and reason of the close. */
  readonly closed: Promise<{ code: number; reason: string }>;
  #seen = 0;
  #waiter: Waiter | null = null;

  constructor(
    url: string,
    options: { headers?: Record<string, string>; protocols?: string[] } = {},
  ) {
    this.socket = new WebSocket(url, options.protocols ?? [], { headers: options.headers ?? {} });
    this.socket.on('message', (data) => {
      this.events.push(JSON.parse(String(data)) as RealtimeServerEvent);
      this.#deliver();
    });
    this.closed = new Promise((resolve, reject) => {
      this.socket.once('error', reject);
      this.socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
    // A test that does not look at the end must not fail for it.
    this.closed.catch(() => {});
  }

  get types(): string[] {
    return this.events.map((event) => event.type);
  }

  send(...events: RealtimeClientEvent[]): void {
    for (const event of events) this.raw(JSON.stringify(event));
  }

  raw(text: string): void {
    this.socket.send(text);
  }

  /** The next event of the type after the last one waited for. */
  async next<T extends RealtimeServerEvent['type']>(type: T): Promise<EventOf<T>> {
    const event = await new Promise<RealtimeServerEvent>((resolve) => {
      this.#waiter = { type, resolve };
      this.#deliver();
    });
    return event as EventOf<T>;
  }

  /** Sends the events and waits for the `error` that they bring. */
  async refused(...events: RealtimeClientEvent[]) {
    this.send(...events);
    return (await this.next('error')).error;
  }

  #deliver(): void {
    const waiter = this.#waiter;
    if (waiter === null) return;
    for (; this.#seen < this.events.length; this.#seen += 1) {
      const event = this.events[this.#seen];
      if (event?.type !== waiter.type) continue;
      this.#seen += 1;
      this.#waiter = null;
      waiter.resolve(event);
      return;
    }
  }
}
