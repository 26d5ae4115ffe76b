import { Emitter } from '../../../contract/base/emitter.ts';
import type { HookProcess } from './hook-process.ts';
import type { HookOrder, HookReport } from './hook-protocol.ts';

/** A listening process that a test plays. */
export class ScriptedHook implements HookProcess {
  readonly #messages = new Emitter<unknown>();
  readonly #exits = new Emitter<string>();
  readonly orders: HookOrder[] = [];
  killed = false;

  get onMessage() {
    return this.#messages.listen;
  }
  get onExit() {
    return this.#exits.listen;
  }
  send(order: HookOrder): void {
    this.orders.push(order);
  }
  kill(): void {
    this.killed = true;
  }

  /** The process says this, parsed or not. */
  say(report: HookReport | unknown): void {
    this.#messages.emit(report);
  }
  key(code: string, down: boolean): void {
    this.say({ kind: 'key', code, down });
  }
  die(why = 'It was ended by SIGKILL.'): void {
    this.#exits.emit(why);
  }
}

/** Starts scripted processes, and remembers them. */
export class ScriptedHooks {
  readonly started: ScriptedHook[] = [];

  readonly start = (): ScriptedHook => {
    const hook = new ScriptedHook();
    this.started.push(hook);
    return hook;
  };

  /** The latest that was started. */
  get now(): ScriptedHook {
    const hook = this.started.at(-1);
    if (hook === undefined) throw new Error('No listener was started.');
    return hook;
  }
}
