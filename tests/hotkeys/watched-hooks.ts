import { Emitter } from '../../contract/base/emitter.ts';
import { type NodeHook, startNodeHook } from '../../main/hotkeys/node-hook.ts';
import { type Heard, hear } from './heard.ts';

/** Starts real listening processes, and notes all that they say. */
export interface WatchedHooks {
  readonly start: () => NodeHook;
  /** Every process that was started, in order. */
  readonly started: readonly NodeHook[];
  /** Everything that any of them has said. */
  readonly said: Heard<unknown>;
  /** Resolves when the next process says that it listens. */
  ready(): Promise<void>;
}

export function watchHooks(environment: NodeJS.ProcessEnv): WatchedHooks {
  const started: NodeHook[] = [];
  const messages = new Emitter<unknown>();
  const said = hear(messages.listen);
  return {
    started,
    said,
    start() {
      const hook = startNodeHook(environment);
      hook.onMessage((message) => messages.emit(message));
      started.push(hook);
      return hook;
    },
    ready: async () => void (await said.until((message) => isReady(message))),
  };
}

function isReady(message: unknown): boolean {
  return JSON.stringify(message) === '{"kind":"ready"}';
}
