import { assertNever } from '../../../contract/base/assert-never.ts';
import { type Disposable, disposable } from '../../../contract/base/disposable.ts';
import { Emitter } from '../../../contract/base/emitter.ts';
import type { Update } from '../../../contract/desktop.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Log } from '../../core/base/log.ts';
import {
  mayInstall,
  noUpdate,
  type UpdateEffect,
  type UpdateEvent,
  updateStep,
  updateView,
} from './update-state.ts';
import type { Updater } from './updater.ts';

const HOUR = 3_600_000;
const BETWEEN_CHECKS = 6 * HOUR;
const BEFORE_A_RETRY = HOUR / 2;

export interface UpdatesOptions {
  /** Null where this copy of the app cannot be updated: it was not installed. */
  readonly updater: Updater | null;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Keeps the app new: looks when enabled and every six hours, loads what there is, and installs it
 * at the next quit or when asked, never while a session is open. Failures are quiet and tried again
 * after half an hour. Off means that no request is made from that moment on.
 */
export class Updates implements Disposable {
  readonly #options: UpdatesOptions;
  readonly #changes = new Emitter<void>();
  readonly onChange = this.#changes.listen;
  #state = noUpdate;
  #timer: Disposable = disposable(() => {});
  #loading: Disposable = disposable(() => {});
  /** Of what is under way; an answer to an earlier one is of no interest any more. */
  #generation = 0;

  constructor(options: UpdatesOptions) {
    this.#options = options;
  }

  get view(): Update {
    return this.#options.updater === null
      ? { state: 'unsupported', version: null }
      : updateView(this.#state);
  }

  enable(enabled: boolean): void {
    this.#take({ kind: 'enabled', enabled });
  }

  sessionOpen(open: boolean): void {
    this.#take({ kind: 'session', open });
  }

  /** Looks now; ignored while off, or while a look is under way. */
  checkNow(): void {
    this.#take({ kind: 'due' });
  }

  /** Whether `install` would do something. */
  get installable(): boolean {
    return this.#options.updater !== null && mayInstall(this.#state);
  }

  install(): void {
    if (this.installable) this.#options.updater?.install();
  }

  dispose(): void {
    this.#generation += 1;
    this.#timer.dispose();
    this.#loading.dispose();
    this.#changes.dispose();
  }

  #take(event: UpdateEvent): void {
    const { updater } = this.#options;
    if (updater === null) return;
    const before = this.view;
    const { state, effects } = updateStep(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#do(effect, updater);
    const { view } = this;
    if (view.state !== before.state || view.version !== before.version) this.#changes.emit();
  }

  #do(effect: UpdateEffect, updater: Updater): void {
    switch (effect) {
      case 'check':
        this.#timer.dispose();
        this.#follow(updater.check(), (version) =>
          version === null ? { kind: 'none' } : { kind: 'found', version },
        );
        break;
      case 'load': {
        const { done, stop } = updater.load();
        this.#loading = stop;
        this.#follow(done, (version) => {
          // What is loaded is not to be stopped at the end.
          this.#loading = disposable(() => {});
          updater.installOnQuit(true);
          return { kind: 'loaded', version };
        });
        break;
      }
      case 'abandon':
        this.#generation += 1;
        this.#timer.dispose();
        this.#loading.dispose();
        updater.installOnQuit(false);
        break;
      case 'check_later':
        this.#later(BETWEEN_CHECKS);
        break;
      case 'retry_later':
        this.#later(BEFORE_A_RETRY);
        break;
      default:
        assertNever(effect);
    }
  }

  #later(milliseconds: number): void {
    this.#timer = this.#options.clock.after(milliseconds, () => this.#take({ kind: 'due' }));
  }

  #follow<T>(work: Promise<T>, event: (value: T) => UpdateEvent): void {
    this.#generation += 1;
    const generation = this.#generation;
    const current = (): boolean => generation === this.#generation;
    work.then(
      (value) => {
        if (current()) this.#take(event(value));
      },
      (error: unknown) => {
        if (!current()) return;
        this.#options.log.warn('looking for an update failed', { error: String(error) });
        this.#take({ kind: 'failed' });
      },
    );
  }
}
