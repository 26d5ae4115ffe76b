import type { AudioFrame } from '../../contract/audio-frame.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import type { Wire } from '../../contract/wire.ts';
import { type Bridge, type BridgeProblem, createBridge } from '../../renderer/bridge/bridge.ts';

/** Values in the order in which they came, and a way to wait for the next ones. */
export class Received<T> {
  readonly values: T[] = [];
  readonly #arrivals = new Emitter<void>();

  add(value: T): void {
    this.values.push(value);
    this.#arrivals.emit();
  }

  /** Resolves with all values once one of them satisfies `wanted`. */
  until(wanted: (value: T) => boolean): Promise<T[]> {
    const { promise, resolve } = Promise.withResolvers<T[]>();
    const check = (): void => {
      if (!this.values.some(wanted)) return;
      subscription.dispose();
      resolve([...this.values]);
    };
    const subscription = this.#arrivals.listen(check);
    check();
    return promise;
  }
}

/** What a page hears, in the one order of its wire. */
export type Heard =
  | { readonly kind: 'event'; readonly event: AnyEvent }
  | { readonly kind: 'audio'; readonly frame: AudioFrame }
  | { readonly kind: 'problem'; readonly problem: BridgeProblem }
  | { readonly kind: 'close' };

/** A page that speaks through a bridge and writes down all that it hears. */
export class BridgedPage {
  readonly heard = new Received<Heard>();
  readonly bridge: Bridge;

  constructor(wire: Wire) {
    this.bridge = createBridge(wire, {
      onProblem: (problem) => this.heard.add({ kind: 'problem', problem }),
    });
    this.bridge.onEvent((event) => this.heard.add({ kind: 'event', event }));
    this.bridge.onAudio((frame) => this.heard.add({ kind: 'audio', frame }));
    this.bridge.onClose(() => this.heard.add({ kind: 'close' }));
  }

  closed(): Promise<Heard[]> {
    return this.heard.until(({ kind }) => kind === 'close');
  }

  /** Everything heard up to the event that offers no replies, which tests use as a full stop. */
  fullStop(): Promise<Heard[]> {
    return this.heard.until(
      (heard) => heard.kind === 'event' && heard.event.name === 'replies.offered',
    );
  }
}

/** A page that says what it likes, past every type. */
export class RawPage {
  readonly heard = new Received<string | ArrayBuffer>();
  readonly wire: Wire;

  constructor(wire: Wire) {
    this.wire = wire;
    wire.onData((data) => this.heard.add(data));
  }

  /** The answer to the call of this number, parsed. */
  async answer(id: number): Promise<Record<string, unknown>> {
    const isAnswer = (data: string | ArrayBuffer): boolean => parse(data).id === id;
    const all = await this.heard.until(isAnswer);
    return parse(all.find(isAnswer) ?? '{}');
  }
}

function parse(data: string | ArrayBuffer): Record<string, unknown> {
  return typeof data === 'string' ? JSON.parse(data) : {};
}
