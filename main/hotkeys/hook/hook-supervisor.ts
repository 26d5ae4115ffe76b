import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter, type Listen } from '../../../contract/base/emitter.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Log } from '../../core/base/log.ts';
import { pauseAfter, STEADY_MILLISECONDS } from '../restart-policy.ts';
import type { HookProcess } from './hook-process.ts';
import {
  type HookOrder,
  type HookReport,
  type HookTrouble,
  hookReportSchema,
  type WatchOrder,
} from './hook-protocol.ts';

/** A listener that has not said that it is ready by then is taken for dead. */
const READY_WITHIN_MILLISECONDS = 8000;

export type SupervisorState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'restarting' }
  | { readonly kind: 'failed'; readonly trouble: HookTrouble };

export interface SupervisorOptions {
  readonly startHook: () => HookProcess;
  /** What each process is told first; it listens only when it knows for what. */
  readonly greeting: () => WatchOrder;
  readonly clock: Clock;
  readonly log: Log;
}

type KeyReport = Extract<HookReport, { kind: 'key' | 'other' }>;

/**
 * Keeps one listening process alive while it is wanted: starts it again when it dies, at once at
 * first and then after growing pauses, and gives up after too many deaths in a row. A process that
 * says why it cannot listen is not tried again until `start` is called.
 */
export class HookSupervisor implements Disposable {
  readonly #options: SupervisorOptions;
  readonly #states = new Emitter<SupervisorState>();
  readonly #reports = new Emitter<KeyReport>();
  #state: SupervisorState = { kind: 'stopped' };
  #hook: HookProcess | null = null;
  /** What belongs to the process of the moment, or to the pause before the next. */
  #life = new DisposableStore();
  #deaths = 0;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  get state(): SupervisorState {
    return this.#state;
  }
  /** Emitted at every change; whoever hears `restarting`, `failed` or `stopped` hears no more ups. */
  get onState(): Listen<SupervisorState> {
    return this.#states.listen;
  }
  get onReport(): Listen<KeyReport> {
    return this.#reports.listen;
  }

  /** Starts listening, or tries again after `failed`. Does nothing while it listens. */
  start(): void {
    if (this.#state.kind !== 'stopped' && this.#state.kind !== 'failed') return;
    this.#deaths = 0;
    this.#launch({ kind: 'starting' });
  }

  stop(): void {
    if (this.#state.kind === 'stopped') return;
    this.#endLife();
    this.#become({ kind: 'stopped' });
  }

  /** Reaches the process of the moment, if there is one. */
  send(order: HookOrder): void {
    this.#hook?.send(order);
  }

  dispose(): void {
    this.stop();
    this.#states.dispose();
    this.#reports.dispose();
  }

  #launch(state: SupervisorState): void {
    this.#endLife();
    const hook = this.#startHook();
    if (hook === null) {
      this.#died('The process could not be started.');
      return;
    }
    const life = new DisposableStore();
    this.#hook = hook;
    this.#life = life;
    life.add(hook.onMessage((data) => this.#hear(data)));
    life.add(hook.onExit((why) => this.#died(why)));
    life.add(
      this.#options.clock.after(READY_WITHIN_MILLISECONDS, () => {
        if (this.#state.kind !== 'ready') this.#died('It never said that it was ready.');
      }),
    );
    hook.send(this.#options.greeting());
    this.#become(state);
  }

  #startHook(): HookProcess | null {
    try {
      return this.#options.startHook();
    } catch (error) {
      this.#options.log.warn('The key listener could not be started.', { error: String(error) });
      return null;
    }
  }

  #hear(data: unknown): void {
    const parsed = hookReportSchema.safeParse(data);
    if (!parsed.success) {
      this.#options.log.warn('The key listener said what cannot be understood.');
      return;
    }
    const report = parsed.data;
    if (report.kind === 'ready') this.#ready();
    else if (report.kind === 'failed') this.#giveUp(report.trouble, report.text);
    else if (this.#state.kind === 'ready') this.#reports.emit(report);
  }

  #ready(): void {
    this.#become({ kind: 'ready' });
    const steady = this.#options.clock.after(STEADY_MILLISECONDS, () => {
      this.#deaths = 0;
    });
    this.#life.add(steady);
  }

  #died(why: string): void {
    this.#deaths += 1;
    const pause = pauseAfter(this.#deaths);
    if (pause === null) {
      this.#giveUp('other', why);
      return;
    }
    this.#options.log.warn('The key listener died and is started again.', { why, pause });
    this.#endLife();
    // The keys are let go of before a new process can report any.
    this.#become({ kind: 'restarting' });
    if (this.#state.kind !== 'restarting') return;
    if (pause === 0) this.#launch({ kind: 'restarting' });
    else this.#life.add(this.#options.clock.after(pause, () => this.#launch(this.#state)));
  }

  #giveUp(trouble: HookTrouble, why: string): void {
    this.#options.log.warn('The key listener cannot listen.', { trouble, why });
    this.#endLife();
    this.#become({ kind: 'failed', trouble });
  }

  #endLife(): void {
    this.#life.dispose();
    this.#life = new DisposableStore();
    this.#hook?.kill();
    this.#hook = null;
  }

  #become(state: SupervisorState): void {
    const before = this.#state;
    this.#state = state;
    if (JSON.stringify(before) !== JSON.stringify(state)) this.#states.emit(state);
  }
}
