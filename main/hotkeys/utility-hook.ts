import { Emitter } from '../../contract/base/emitter.ts';
import type { HookProcess } from './hook/hook-process.ts';

/** Electron's `UtilityProcess`, as far as it is used. */
export interface UtilityChild {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

/**
 * A listening process of the desktop app, whose fuses forbid it to run as Node:
 * `utilityProcess.fork(entry, [], {env: hookEnvironment(process.env), serviceName: …})`.
 */
export function hookOfUtilityProcess(child: UtilityChild): HookProcess {
  const messages = new Emitter<unknown>();
  const exits = new Emitter<string>();
  let isOver = false;
  child.on('message', (message) => messages.emit(message));
  child.once('exit', (code) => {
    isOver = true;
    exits.emit(`It ended with code ${code}.`);
  });
  return {
    onMessage: messages.listen,
    onExit: exits.listen,
    send(order) {
      if (!isOver) child.postMessage(order);
    },
    kill: () => void child.kill(),
  };
}
