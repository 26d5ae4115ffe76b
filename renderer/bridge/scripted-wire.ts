import type { Message } from '../../contract/message.ts';
import type { Wire } from '../../contract/wire.ts';
import { WireEnd } from '../../contract/wire-end.ts';

/** A wire whose other end is the test: what is sent is kept, and what arrives is said by hand. */
export class ScriptedWire implements Wire {
  readonly sent: (string | ArrayBuffer)[] = [];
  readonly #end = new WireEnd();
  readonly onData = this.#end.onData;
  readonly onClose = this.#end.onClose;
  buffered = 0;

  get closed(): boolean {
    return this.#end.closed;
  }

  get listeners(): number {
    return this.#end.listeners;
  }

  send(data: string | ArrayBuffer): void {
    if (!this.#end.closed) this.sent.push(data);
  }

  /** Lets data arrive, whatever it is. */
  arrive(data: unknown): void {
    this.#end.accept(data);
  }

  /** Lets a message arrive. */
  say(message: Message): void {
    this.arrive(JSON.stringify(message));
  }

  close(): void {
    this.#end.end();
  }
}
