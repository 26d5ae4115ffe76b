import type { AudioFrame } from '../../../contract/audio-frame.ts';
import { Emitter } from '../../../contract/base/emitter.ts';
import { type CallHandlers, type CallName, calls } from '../../../contract/calls/calls.ts';
import { emptySnapshot } from '../../../contract/events/empty-snapshot.ts';
import type { AnyEvent, Snapshot } from '../../../contract/events/events.ts';
import { Failure } from '../../../contract/failure.ts';
import type { CoreSurface, Levels } from './core-surface.ts';

/** What reached a `ScriptedCore`, in order. */
export type CoreInput =
  | { readonly kind: 'call'; readonly name: CallName; readonly input: unknown }
  | { readonly kind: 'frame'; readonly frame: AudioFrame }
  | { readonly kind: 'left' };

/**
 * A core that does what a test tells it: it records what reaches it, and says what it is given.
 * A call without a handler in `script` fails with `not_found`.
 */
export class ScriptedCore implements CoreSurface {
  readonly inputs: CoreInput[] = [];
  readonly handlers: CallHandlers;
  current: Snapshot = emptySnapshot;
  readonly #events = new Emitter<AnyEvent>();
  readonly #audio = new Emitter<AudioFrame>();
  readonly #levels = new Emitter<Levels>();
  readonly #arrivals = new Emitter<void>();
  readonly onEvent = this.#events.listen;
  readonly onSpeakerAudio = this.#audio.listen;
  readonly onLevels = this.#levels.listen;

  constructor(script: Partial<CallHandlers> = {}) {
    this.handlers = this.#record(script);
  }

  /** How many listeners hosts have on this core now. */
  get listeners(): number {
    return this.#events.size + this.#audio.size + this.#levels.size;
  }

  snapshot(): Snapshot {
    return this.current;
  }

  pageCame(): void {}

  microphoneFrame(frame: AudioFrame): void {
    this.#arrived({ kind: 'frame', frame });
  }

  pageLeft(): void {
    this.#arrived({ kind: 'left' });
  }

  emit(event: AnyEvent): void {
    this.#events.emit(event);
  }

  measure(levels: Levels): void {
    this.#levels.emit(levels);
  }

  play(frame: AudioFrame): void {
    this.#audio.emit(frame);
  }

  /** Resolves once `count` inputs of any kind have arrived. */
  arrived(count: number): Promise<CoreInput[]> {
    const { promise, resolve } = Promise.withResolvers<CoreInput[]>();
    const check = (): void => {
      if (this.inputs.length < count) return;
      subscription.dispose();
      resolve([...this.inputs]);
    };
    const subscription = this.#arrivals.listen(check);
    check();
    return promise;
  }

  #arrived(input: CoreInput): void {
    this.inputs.push(input);
    this.#arrivals.emit();
  }

  #record(script: Partial<CallHandlers>): CallHandlers {
    const names = Object.keys(calls) as CallName[];
    const entries = names.map((name) => {
      const scripted = script[name] as ((input: unknown) => unknown) | undefined;
      const handler = (input: unknown): unknown => {
        this.#arrived({ kind: 'call', name, input });
        if (scripted === undefined) throw Failure.notFound(`No script for ${name}.`);
        return scripted(input);
      };
      return [name, handler] as const;
    });
    return Object.fromEntries(entries) as unknown as CallHandlers;
  }
}
