/** Something acquired that must be given back. `dispose` may be called any number of times. */
export interface Disposable {
  dispose(): void;
}

/** Makes a disposable that runs `release` once, at the first `dispose`. */
export function disposable(release: () => void): Disposable {
  let released = false;
  return {
    dispose() {
      if (released) return;
      released = true;
      release();
    },
  };
}

/**
 * Owns disposables and releases them in the reverse order of their registration.
 * What is added after `dispose` is released at once, so that a late acquisition cannot leak.
 * Every member is released even when one throws; the first error is then thrown again.
 */
export class DisposableStore implements Disposable {
  readonly #members = new Set<Disposable>();
  #disposed = false;

  get disposed(): boolean {
    return this.#disposed;
  }

  /** Takes ownership of `member` and returns it. */
  add<T extends Disposable>(member: T): T {
    if (this.#disposed) member.dispose();
    else this.#members.add(member);
    return member;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const errors: unknown[] = [];
    for (const member of [...this.#members].reverse()) {
      try {
        member.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#members.clear();
    if (errors.length > 0) throw errors[0];
  }
}
