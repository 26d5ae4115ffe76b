import { Emitter } from '../../../contract/base/emitter.ts';
import type { Failure } from '../../../contract/failure.ts';
import type { ClientEvent } from './client-event.ts';
import type { Connect, Connection } from './connection.ts';
import type { Target } from './endpoint.ts';
import { parseEvent } from './parse-event.ts';
import type { ServerEvent } from './server-event.ts';

/** A connection that a test leads: it keeps what was sent, and says what the test wants said. */
export class ScriptedConnection implements Connection {
  readonly sent: ClientEvent[] = [];
  readonly target: Target;
  readonly #open = new Emitter<void>();
  readonly #events = new Emitter<ServerEvent>();
  readonly #closes = new Emitter<Failure>();
  readonly onOpen = this.#open.listen;
  readonly onEvent = this.#events.listen;
  readonly onClose = this.#closes.listen;
  /** Samples appended since the last commit or clear. */
  samples = 0;
  disposed = false;
  /** How often a sign of life was wanted. */
  probes = 0;

  constructor(target: Target) {
    this.target = target;
  }

  /** Types of the events that were sent, in order. */
  get types(): readonly string[] {
    return this.sent.map(({ type }) => type);
  }

  /** Listeners that have not been given back. */
  get listeners(): number {
    return this.#open.size + this.#events.size + this.#closes.size;
  }

  send(event: ClientEvent): void {
    this.sent.push(event);
    if (/commit|clear/.test(event.type)) this.samples = 0;
  }

  appendAudio(samples: Int16Array): number {
    this.samples += samples.length;
    return 0;
  }

  probe(): void {
    this.probes += 1;
  }

  open(): void {
    this.#open.emit();
  }

  /** Says `event` as a server would: it is parsed like any message. Throws when it is malformed. */
  say(event: { type: string } & Record<string, unknown>): void {
    const parsed = parseEvent(JSON.stringify(event));
    if (parsed.kind === 'malformed') throw new Error(parsed.reason);
    if (parsed.kind === 'event') this.#events.emit(parsed.event);
  }

  close(failure: Failure): void {
    this.#closes.emit(failure);
  }

  dispose(): void {
    this.disposed = true;
  }
}

/** A `Connect` that hands out scripted connections and remembers them. */
export function scriptedConnect(): Connect & { readonly made: ScriptedConnection[] } {
  const made: ScriptedConnection[] = [];
  const connect = (target: Target): Connection => {
    const connection = new ScriptedConnection(target);
    made.push(connection);
    return connection;
  };
  return Object.assign(connect, { made });
}
