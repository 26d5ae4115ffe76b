import { Emitter } from '../../contract/base/emitter.ts';
import type { CallInput, CallName, CallOutput } from '../../contract/calls/calls.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import type { Bridge } from '../bridge/bridge.ts';

/** A call that was made, as name and input. */
export interface MadeCall {
  readonly name: CallName;
  readonly input: unknown;
}

/** What a scripted core does with a call: it may announce events, throw, or answer. */
export type Answer = (call: MadeCall, announce: (event: AnyEvent) => void) => unknown;

/** A bridge without a core: it records the calls and announces what it is told to. */
export class ScriptedBridge implements Pick<Bridge, 'call' | 'onEvent' | 'onClose'> {
  readonly calls: MadeCall[] = [];
  readonly #events = new Emitter<AnyEvent>();
  readonly #close = new Emitter<void>();
  readonly #answer: Answer;
  readonly onEvent = this.#events.listen;
  readonly onClose = this.#close.listen;

  constructor(answer: Answer = () => null) {
    this.#answer = answer;
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const call = { name, input };
    this.calls.push(call);
    return this.#answer(call, (event) => this.announce(event)) as CallOutput<N>;
  }

  announce(event: AnyEvent): void {
    this.#events.emit(event);
  }

  close(): void {
    this.#close.emit();
  }
}
