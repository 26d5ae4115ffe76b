import { type AudioFrame, decodeAudioFrame, encodeAudioFrame } from '../../contract/audio-frame.ts';
import { assertNever } from '../../contract/base/assert-never.ts';
import { type Disposable, DisposableStore } from '../../contract/base/disposable.ts';
import { Emitter, type Listen } from '../../contract/base/emitter.ts';
import type { CallInput, CallName, CallOutput } from '../../contract/calls/calls.ts';
import { type AnyEvent, events, isEventName } from '../../contract/events/events.ts';
import { Failure } from '../../contract/failure.ts';
import {
  decodeMessage,
  encodeMessage,
  MAX_MESSAGE_LENGTH,
  type Message,
} from '../../contract/message.ts';
import type { Wire } from '../../contract/wire.ts';
import { PendingCalls } from './pending-calls.ts';

/** The most calls that wait for their answer at a time; one more rejects with `overflow`. */
export const MAX_PENDING_CALLS = 64;

/** Bytes that may wait in the wire before microphone audio is dropped: about 43 s of speech. */
const MICROPHONE_WATERMARK = 2 * 1024 * 1024;

/** The page's end of the contract. Listeners run synchronously, in the order of the wire. */
export interface Bridge extends Disposable {
  /** Rejects with `Failure`; with `connection_lost` when the wire ends before the answer. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  readonly onEvent: Listen<AnyEvent>;
  readonly onAudio: Listen<AudioFrame>;
  /** Fires once, unless the bridge was disposed before. */
  readonly onClose: Listen<void>;
  sendAudio(frame: AudioFrame): void;
}

/** What was wrong with the other end, or with its pace. `sequence_gap` closes the bridge. */
export type BridgeProblem =
  | 'malformed_message'
  | 'unexpected_message'
  | 'malformed_frame'
  | 'unknown_event'
  | 'invalid_event'
  | 'invalid_output'
  | 'sequence_gap'
  | 'microphone_dropped';

/** `onProblem` hears of each problem as it happens. */
export interface BridgeOptions {
  readonly onProblem?: (problem: BridgeProblem) => void;
}

/** Speaks the contract over `wire`, which it owns. Subscribe in the task in which it is made. */
export function createBridge(wire: Wire, options: BridgeOptions = {}): Bridge {
  return new WireBridge(wire, options);
}

type EventMessage = Extract<Message, { kind: 'event' }>;

class WireBridge implements Bridge {
  readonly #wire: Wire;
  readonly #report: (problem: BridgeProblem) => void;
  readonly #store = new DisposableStore();
  readonly #pending = new PendingCalls();
  readonly #events = this.#store.add(new Emitter<AnyEvent>());
  readonly #audio = this.#store.add(new Emitter<AudioFrame>());
  readonly #close = new Emitter<void>();
  readonly onEvent = this.#events.listen;
  readonly onAudio = this.#audio.listen;
  readonly onClose = this.#close.listen;
  #nextEvent = 0;

  constructor(wire: Wire, { onProblem = () => {} }: BridgeOptions) {
    this.#wire = wire;
    this.#report = onProblem;
    this.#store.add(wire.onData((data) => this.#receive(data)));
    this.#store.add(wire.onClose(() => this.#ended()));
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    if (this.#store.disposed) throw lost();
    if (this.#pending.size >= MAX_PENDING_CALLS) {
      throw new Failure('overflow', `More than ${MAX_PENDING_CALLS} calls are unanswered.`);
    }
    const { id, answer } = this.#pending.open(name);
    const text = encodeMessage({ kind: 'call', id, name, input });
    if (text.length <= MAX_MESSAGE_LENGTH) this.#wire.send(text);
    else this.#pending.reject(id, new Failure('overflow', `${name} is too long to be sent.`));
    return (await answer) as CallOutput<N>;
  }

  sendAudio(frame: AudioFrame): void {
    if (this.#store.disposed) return;
    if (this.#wire.buffered <= MICROPHONE_WATERMARK) this.#wire.send(encodeAudioFrame(frame));
    else this.#report('microphone_dropped');
  }

  dispose(): void {
    this.#close.dispose();
    this.#release();
  }

  #ended(): void {
    this.#release();
    this.#close.emit();
    this.#close.dispose();
  }

  #release(): void {
    if (this.#store.disposed) return;
    this.#store.dispose();
    this.#wire.close();
    this.#pending.rejectAll(lost());
  }

  #receive(data: string | ArrayBuffer): void {
    const problem = typeof data === 'string' ? this.#text(data) : this.#frame(data);
    if (problem === null) return;
    this.#report(problem);
    if (problem === 'sequence_gap') this.#ended();
  }

  #frame(data: ArrayBuffer): BridgeProblem | null {
    const frame = decodeAudioFrame(data);
    if (frame?.kind !== 'speaker') return 'malformed_frame';
    this.#audio.emit(frame);
    return null;
  }

  #text(text: string): BridgeProblem | null {
    const message = decodeMessage(text);
    if (message === null) return 'malformed_message';
    switch (message.kind) {
      case 'call':
        return 'unexpected_message';
      case 'result':
        return this.#pending.resolve(message.id, message.output);
      case 'failure': {
        const { code, text } = message.failure;
        return this.#pending.reject(message.id, new Failure(code, text));
      }
      case 'event':
        return this.#event(message);
      default:
        return assertNever(message);
    }
  }

  #event({ sequence, name, payload }: EventMessage): BridgeProblem | null {
    const early = sequence === 0 && name !== 'snapshot';
    if (early || sequence !== this.#nextEvent) return 'sequence_gap';
    this.#nextEvent += 1;
    if (!isEventName(name)) return 'unknown_event';
    const parsed = events[name].safeParse(payload);
    if (!parsed.success) return 'invalid_event';
    this.#events.emit({ name, payload: parsed.data } as AnyEvent);
    return null;
  }
}

function lost(): Failure {
  return new Failure('connection_lost', 'The connection to the app was lost.');
}
