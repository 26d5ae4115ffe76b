import { Emitter } from './base/emitter.ts';

/** What every wire is made of: its two emitters, its end, and the count of what it refused. */
export class WireEnd {
  readonly #data = new Emitter<string | ArrayBuffer>();
  readonly #close = new Emitter<void>();
  readonly onData = this.#data.listen;
  readonly onClose = this.#close.listen;
  #closed = false;
  #dropped = 0;

  get closed(): boolean {
    return this.#closed;
  }

  /** Messages that were neither text nor an ArrayBuffer. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Listeners that are still subscribed; none after `end`. */
  get listeners(): number {
    return this.#data.size + this.#close.size;
  }

  accept(value: unknown): void {
    if (this.#closed) return;
    if (typeof value === 'string' || value instanceof ArrayBuffer) this.#data.emit(value);
    else this.#dropped += 1;
  }

  /** Fires `onClose`, the first time. */
  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#data.dispose();
    this.#close.emit();
    this.#close.dispose();
  }
}
