import { type CallName, calls } from '../../contract/calls/calls.ts';
import { Failure } from '../../contract/failure.ts';

interface PendingCall {
  readonly name: CallName;
  readonly resolve: (output: unknown) => void;
  readonly reject: (failure: Failure) => void;
}

/** The calls that wait for their answer. */
export class PendingCalls {
  readonly #calls = new Map<number, PendingCall>();
  #next = 0;

  get size(): number {
    return this.#calls.size;
  }

  /** A new call's number and the promise of its validated output. */
  open(name: CallName): { id: number; answer: Promise<unknown> } {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const id = this.#next;
    this.#next += 1;
    this.#calls.set(id, { name, resolve, reject });
    return { id, answer: promise };
  }

  /** What was wrong with the answer, or null. An output that does not fit rejects its call. */
  resolve(id: number, output: unknown): 'unexpected_message' | 'invalid_output' | null {
    const call = this.#take(id);
    if (call === undefined) return 'unexpected_message';
    const parsed = calls[call.name].output.safeParse(output);
    if (parsed.success) {
      call.resolve(parsed.data);
      return null;
    }
    call.reject(new Failure('internal', `The answer to ${call.name} was not understood.`));
    return 'invalid_output';
  }

  reject(id: number, failure: Failure): 'unexpected_message' | null {
    const call = this.#take(id);
    call?.reject(failure);
    return call === undefined ? 'unexpected_message' : null;
  }

  rejectAll(failure: Failure): void {
    const open = [...this.#calls.values()];
    this.#calls.clear();
    for (const call of open) call.reject(failure);
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }
}
