import { disposable } from '../../../contract/base/disposable.ts';
import type { Updater } from './updater.ts';

/** An update library that a test leads. */
export class ScriptedUpdater implements Updater {
  /** Everything that was asked of it, in order. */
  readonly asked: string[] = [];
  #check = Promise.withResolvers<string | null>();
  #load = Promise.withResolvers<string>();

  check(): Promise<string | null> {
    this.asked.push('check');
    this.#check = Promise.withResolvers();
    return this.#check.promise;
  }

  load(): ReturnType<Updater['load']> {
    this.asked.push('load');
    this.#load = Promise.withResolvers();
    const stop = disposable(() => {
      this.asked.push('stop');
      this.#load.reject(new Error('stopped'));
    });
    return { done: this.#load.promise, stop };
  }

  installOnQuit(wanted: boolean): void {
    this.asked.push(wanted ? 'install on quit' : 'leave on quit');
  }

  install(): void {
    this.asked.push('install');
  }

  /** The server answers; resolves once the answer has been taken in. */
  async answers(version: string | null): Promise<void> {
    this.#check.resolve(version);
    await settled();
  }

  async isUnreachable(): Promise<void> {
    this.#check.reject(new Error('unreachable'));
    await settled();
  }

  async loads(version: string): Promise<void> {
    this.#load.resolve(version);
    await settled();
  }

  async breaks(): Promise<void> {
    this.#load.reject(new Error('wrong signature'));
    await settled();
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
