import { type Disposable, disposable } from '../../contract/base/disposable.ts';

type Listener = (...values: never[]) => unknown;

/** Anything of Electron's that emits. */
interface Emits {
  on(event: never, listener: never): unknown;
  removeListener(event: never, listener: never): unknown;
}

/** Gives back, at once, all that `subscribe` has subscribed to. Types of events stay Electron's own. */
export function subscription<E extends Emits>(
  emitter: E,
  subscribe: (emitter: Pick<E, 'on'>) => void,
): Disposable {
  const taken: (readonly [event: string, listener: Listener])[] = [];
  const recorder = {
    on(event: string, listener: Listener) {
      emitter.on(event as never, listener as never);
      taken.push([event, listener]);
      return recorder;
    },
  };
  subscribe(recorder as unknown as Pick<E, 'on'>);
  return disposable(() => {
    for (const [event, listener] of taken) {
      emitter.removeListener(event as never, listener as never);
    }
  });
}
