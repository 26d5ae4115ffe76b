import type { Disposable } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';

/** Commands kept while a worklet is being loaded; what comes after is dropped. */
const MAX_WAITING = 4096;

/** The part of a `MessagePort` that is used. */
export interface Port {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** Commands to a worklet and its messages. What is posted before it is loaded waits for it. */
export class WorkletLink<Command, Message> implements Disposable {
  readonly #messages = new Emitter<Message>();
  readonly onMessage = this.#messages.listen;
  #port: Port | null = null;
  #waiting: Command[] = [];
  #failed = false;

  /** Whether the worklet can never answer. */
  get failed(): boolean {
    return this.#failed;
  }

  post(command: Command): void {
    if (this.#port !== null) this.#port.postMessage(command);
    else if (!this.#failed && this.#waiting.length < MAX_WAITING) this.#waiting.push(command);
  }

  /** Begins to deliver, first what has waited. */
  connect(port: Port): void {
    this.#port = port;
    port.onmessage = (event: MessageEvent<Message>): void => this.#messages.emit(event.data);
    for (const command of this.#waiting) port.postMessage(command);
    this.#waiting = [];
  }

  /** The worklet will not come: answers what has waited for it, and forgets it. */
  fail(): Command[] {
    this.#failed = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  dispose(): void {
    if (this.#port !== null) this.#port.onmessage = null;
    this.#port = null;
    this.fail();
    this.#messages.dispose();
  }
}
