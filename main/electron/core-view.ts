import { type Disposable, DisposableStore } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import type { AnyEvent, Snapshot } from '../../contract/events/events.ts';
import type { Core } from '../core/create-core.ts';

/** What of the core the desktop around the page acts on. */
export type DesktopCore = Pick<
  Core,
  'handlers' | 'onEvent' | 'openScenario' | 'releaseKeys' | 'snapshot' | 'tell'
>;

/** What the desktop shows of the core. */
export type CoreState = Pick<Snapshot, 'session' | 'settings' | 'hotkeys'>;

/** The state of the core as its events tell it, so that nobody copies a transcript to ask for it. */
export class CoreView implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #changes = this.#owned.add(new Emitter<CoreState>());
  /** Emitted with the state before. */
  readonly onChange = this.#changes.listen;
  #current: CoreState;

  constructor(core: Pick<DesktopCore, 'onEvent' | 'snapshot'>) {
    const { session, settings, hotkeys } = core.snapshot();
    this.#current = { session, settings, hotkeys };
    this.#owned.add(core.onEvent((event) => this.#take(event)));
  }

  get current(): CoreState {
    return this.#current;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #take(event: AnyEvent): void {
    const before = this.#current;
    switch (event.name) {
      case 'session.changed':
        this.#current = { ...before, session: event.payload };
        break;
      case 'settings.changed':
        this.#current = { ...before, settings: event.payload };
        break;
      case 'hotkeys.changed':
        this.#current = { ...before, hotkeys: event.payload };
        break;
      default:
        return;
    }
    this.#changes.emit(before);
  }
}
