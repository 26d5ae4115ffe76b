import { DisposableStore } from '../../../contract/base/disposable.ts';
import { type CallHandlers, type CallName, calls } from '../../../contract/calls/calls.ts';
import { Failure } from '../../../contract/failure.ts';
import type { CoreSurface } from './core-surface.ts';

/** What a page may ask that only looks on. */
const ALLOWED: ReadonlySet<CallName> = new Set([
  'desktop.showMain',
  'desktop.pillPointed',
  'response.stop',
]);

/**
 * `core` for a page beside the main one, such as the pill: it sees every event and the levels,
 * hears and says nothing, and its coming and going mean nothing to the conversation.
 */
export function observerSurface(core: CoreSurface): CoreSurface {
  return {
    handlers: allowedHandlers(core.handlers),
    onEvent(listener) {
      const owned = new DisposableStore();
      owned.add(core.onEvent(listener));
      owned.add(core.onLevels((levels) => listener({ name: 'levels.measured', payload: levels })));
      return owned;
    },
    onSpeakerAudio: () => ({ dispose() {} }),
    onLevels: () => ({ dispose() {} }),
    snapshot: () => core.snapshot(),
    pageCame() {},
    pageLeft() {},
    microphoneFrame() {},
  };
}

function allowedHandlers(handlers: CallHandlers): CallHandlers {
  const refuse = (): never => {
    throw new Failure('forbidden', 'This window may only look on.');
  };
  const names = Object.keys(calls) as CallName[];
  const entries = names.map((name) => [name, ALLOWED.has(name) ? handlers[name] : refuse]);
  return Object.fromEntries(entries) as CallHandlers;
}
