/** Remembers whether a pointer or a key gave the focused element its focus. */
export class FocusSource {
  #isPointing = false;
  #isPointed = false;

  /** True when the focus came with a pointer. */
  get isPointed(): boolean {
    return this.#isPointed;
  }

  /** Watches what happens in `scope`, before anything else hears of it, until `signal` aborts. */
  watch(scope: EventTarget, signal: AbortSignal): void {
    const options = { signal, capture: true };
    scope.addEventListener('pointerdown', () => this.#used(true), options);
    scope.addEventListener('keydown', () => this.#used(false), options);
    scope.addEventListener('focusin', () => this.#focused(), options);
  }

  #used(isPointing: boolean): void {
    this.#isPointing = isPointing;
  }

  #focused(): void {
    this.#isPointed = this.#isPointing;
  }
}
