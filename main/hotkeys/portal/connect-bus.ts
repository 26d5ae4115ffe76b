import { Message, type MessageBus, MessageType, sessionBus } from '@jellybrick/dbus-next';
import { DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter } from '../../../contract/base/emitter.ts';
import type { Clock } from '../../core/base/clock.ts';
import { busAddress } from './bus-address.ts';
import type { BusCall, BusSignal, ConnectBus, SessionBus } from './session-bus.ts';

const ANSWER_WITHIN_MILLISECONDS = 10_000;

export interface ConnectBusOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
}

/** Connects to the session bus that the environment names. */
export function connectBusOf({ environment, clock }: ConnectBusOptions): ConnectBus {
  return async () => {
    const address = busAddress(environment);
    if (address === null) throw new Error('The environment names no session bus.');
    const bus = new NodeSessionBus(sessionBus({ busAddress: address }), clock);
    try {
      await bus.connected;
      return bus;
    } catch (error) {
      bus.dispose();
      throw error;
    }
  };
}

/** The library's bus, without its habit of leaving calls open for ever when the bus is gone. */
class NodeSessionBus implements SessionBus {
  readonly #bus: MessageBus;
  readonly #clock: Clock;
  readonly #signals = new Emitter<BusSignal>();
  readonly #closings = new Emitter<void>();
  /** Rejects once, when the bus is gone; what waits for an answer waits for this as well. */
  readonly #gone: Promise<never>;
  #end: (error: Error) => void = () => {};
  #isOver = false;
  readonly connected: Promise<void>;

  constructor(bus: MessageBus, clock: Clock) {
    this.#bus = bus;
    this.#clock = clock;
    this.#gone = new Promise((_resolve, reject) => {
      this.#end = reject;
    });
    this.#gone.catch(() => {});
    // The library's types leave out its errors, and it tells of the end on its inner connection only.
    listenTo(bus, 'error', (error) => this.#close(error));
    const gone = new Error('The session bus is gone.');
    listenTo(Reflect.get(bus, '_connection'), 'end', () => this.#close(gone));
    bus.on('message', (message) => this.#hear(message));
    const hello = new Promise<void>((resolve) => bus.once('connect', () => resolve()));
    this.connected = this.#inTime(hello, 'The session bus does not answer.');
  }

  get name(): string {
    return this.#bus.name ?? '';
  }
  get onSignal() {
    return this.#signals.listen;
  }
  get onClose() {
    return this.#closings.listen;
  }

  async call(call: BusCall): Promise<readonly unknown[]> {
    if (this.#isOver) throw new Error('The session bus is gone.');
    const { signature = '', body = [], ...rest } = call;
    const message = new Message({ ...rest, signature, body: [...body] });
    const reply = this.#bus.call(message);
    // When the bus is gone first, nobody waits for the reply any more.
    reply.catch(() => {});
    return (await this.#inTime(reply, `No answer to ${call.member}.`))?.body ?? [];
  }

  dispose(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#end(new Error('The connection to the session bus was closed.'));
    this.#bus.disconnect();
    this.#closings.dispose();
    this.#signals.dispose();
  }

  #hear(message: Message): void {
    if (this.#isOver || message.type !== MessageType.SIGNAL) return;
    const { sender, path, interface: name, member, body } = message;
    this.#signals.emit({ sender, path, interface: name, member, body });
  }

  #close(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#end(error instanceof Error ? error : new Error(String(error)));
    this.#bus.disconnect();
    this.#closings.emit();
  }

  async #inTime<T>(answer: Promise<T>, complaint: string): Promise<T> {
    const alarm = new DisposableStore();
    const late = new Promise<never>((_resolve, reject) => {
      const tooLate = () => reject(new Error(complaint));
      alarm.add(this.#clock.after(ANSWER_WITHIN_MILLISECONDS, tooLate));
    });
    try {
      return await Promise.race([answer, late, this.#gone]);
    } finally {
      alarm.dispose();
    }
  }
}

type Listener = (value: unknown) => void;

function listenTo(emitter: unknown, event: string, listener: Listener): void {
  if (isEmitter(emitter)) emitter.on(event, listener);
}

function isEmitter(value: unknown): value is { on(event: string, listener: Listener): unknown } {
  return typeof value === 'object' && value !== null && 'on' in value;
}
