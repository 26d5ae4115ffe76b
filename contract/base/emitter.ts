import { type Disposable, disposable } from './disposable.ts';

/** Subscribes `listener` until the returned disposable is disposed. */
export type Listen<T> = (listener: (value: T) => void) => Disposable;

/**
 * Delivers each value to the listeners of that moment, in the order of their subscription.
 * A listener that throws does not keep the others from the value; the first error is thrown after.
 */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();

  readonly listen: Listen<T> = (listener) => {
    // One entry a subscription, even when the same function subscribes twice.
    const entry = (value: T): void => listener(value);
    this.#listeners.add(entry);
    return disposable(() => this.#listeners.delete(entry));
  };

  get size(): number {
    return this.#listeners.size;
  }

  emit(value: T): void {
    const errors: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
