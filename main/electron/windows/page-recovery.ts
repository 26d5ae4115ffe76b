import type { RenderProcessGoneDetails, WebContents } from 'electron';
import { type Disposable, DisposableStore, disposable } from '../../../contract/base/disposable.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { RecordCrash } from '../record-crash.ts';
import { subscription } from '../subscription.ts';
import { oneMoreReload, type Reloads } from './reload-budget.ts';

/** How long a page may be unresponsive before it is ended: a stall of the machine passes. */
const GRACE_MILLISECONDS = 10_000;

export interface RecoveryOptions {
  readonly page: 'main' | 'pill';
  readonly contents: Pick<
    WebContents,
    'on' | 'removeListener' | 'forcefullyCrashRenderer' | 'isDevToolsOpened'
  >;
  readonly clock: Clock;
  readonly recordCrash: RecordCrash;
  /** The page is gone: whatever it held is to be let go of. */
  readonly left: () => void;
  readonly reload: () => void;
  /** It fails too often to be loaded again. */
  readonly givenUp: () => void;
}

/** Brings a page back that crashed or hangs; the session does not notice, it lives in the core. */
export class PageRecovery implements Disposable {
  readonly #options: RecoveryOptions;
  readonly #owned = new DisposableStore();
  #grace: Disposable = disposable(() => {});
  #reloads: Reloads = [];

  constructor(options: RecoveryOptions) {
    this.#options = options;
    this.#owned.add(
      subscription(options.contents, (contents) => {
        contents.on('render-process-gone', (...[, details]) => this.#gone(details));
        contents.on('unresponsive', () => this.#hangs());
        contents.on('responsive', () => this.#grace.dispose());
      }),
    );
  }

  /** Somebody has asked for another try. */
  tryAgain(): void {
    this.#reloads = [];
    this.#reload();
  }

  dispose(): void {
    this.#grace.dispose();
    this.#owned.dispose();
  }

  #gone({ reason, exitCode }: RenderProcessGoneDetails): void {
    const { page, recordCrash, left } = this.#options;
    this.#grace.dispose();
    if (reason !== 'clean-exit') recordCrash('page-gone', { page, reason, exitCode });
    left();
    this.#reload();
  }

  #reload(): void {
    const { clock, reload, givenUp } = this.#options;
    const reloads = oneMoreReload(this.#reloads, clock.now());
    this.#reloads = reloads ?? this.#reloads;
    if (reloads === null) givenUp();
    else reload();
  }

  #hangs(): void {
    const { page, contents, clock, recordCrash } = this.#options;
    this.#grace.dispose();
    this.#grace = clock.after(GRACE_MILLISECONDS, () => {
      // A page that stands at a breakpoint is not ill.
      if (contents.isDevToolsOpened()) return;
      recordCrash('page-hung', { page });
      // `render-process-gone` follows, and with it the reload.
      contents.forcefullyCrashRenderer();
    });
  }
}
