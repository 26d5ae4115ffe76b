import { DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter, type Listen } from '../../../contract/base/emitter.ts';
import type {
  Chord,
  HotkeyAction,
  HotkeyProblem,
  HotkeyStatus,
  Hotkeys,
} from '../../../contract/hotkeys.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Log } from '../../core/base/log.ts';
import type { HotkeySource } from '../../core/hotkeys/hotkey-source.ts';
import { actions, hasKeys, noKeys, stateOfEach } from '../each-action.ts';
import { HotkeyBoard } from '../hotkey-board.ts';
import { portalTriggerOf } from '../key-names.ts';
import { pauseAfter, STEADY_MILLISECONDS } from '../restart-policy.ts';
import { PortalDoor, PortalRefusal, PortalUnavailable } from './portal-door.ts';
import type { BoundKeys } from './portal-messages.ts';
import { PortalSession } from './portal-session.ts';
import type { ConnectBus } from './session-bus.ts';

export interface PortalHotkeysOptions {
  readonly connectBus: ConnectBus;
  /** The name of the app's .desktop file, without the ending; nothing outside an installed app. */
  readonly appId?: string | undefined;
  /** What the desktop's dialog says that a key is for. */
  readonly describe: (action: HotkeyAction) => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Proposed for talking where the chosen key is one that the portal has no words for. */
const PROPOSED_TALK_TRIGGER = 'CTRL+ALT+space';

/**
 * Keys that the desktop hears and passes on, through the GlobalShortcuts portal. It asks for all
 * actions as soon as one has a key: which keys they get is chosen in the desktop's own dialog.
 */
export class PortalHotkeys implements HotkeySource {
  readonly #options: PortalHotkeysOptions;
  readonly #board: HotkeyBoard;
  readonly #unavailable = new Emitter<void>();
  #hotkeys = noKeys;
  /** What the desktop has granted, which may be nothing; null before it has answered. */
  #bound: BoundKeys | null = null;
  /** Actions that fired although the desktop named no key for them. */
  #fired = new Set<HotkeyAction>();
  #problem: HotkeyProblem | null = null;
  /** The connection of the moment, or the pause before the next; disposed when nothing is wanted. */
  #life = new DisposableStore();
  #deaths = 0;
  #wasBound = false;

  constructor(options: PortalHotkeysOptions) {
    this.#options = options;
    this.#life.dispose();
    this.#board = new HotkeyBoard(this.#statusNow());
  }

  get status(): HotkeyStatus {
    return this.#board.status;
  }
  get onStatus() {
    return this.#board.onStatus;
  }
  get onPress() {
    return this.#board.onPress;
  }
  /** Emitted when the portal turns out not to be there, and never once it has bound keys. */
  get onUnavailable(): Listen<void> {
    return this.#unavailable.listen;
  }

  assign(hotkeys: Hotkeys): void {
    const isSame = triggersOf(hotkeys) === triggersOf(this.#hotkeys);
    this.#hotkeys = hotkeys;
    this.releaseAll();
    if (!hasKeys(hotkeys)) this.#rest();
    // A new session may ask the user anew, so one that serves is kept.
    else if (!isSame || this.#life.disposed || this.#bound?.size === 0) {
      this.#deaths = 0;
      this.#begin();
    }
    this.#tell();
  }

  /** The desktop chooses the keys, so there is nothing to record here. */
  record(): Promise<Chord | null> {
    return Promise.resolve(null);
  }
  stopRecording(): void {}
  requestAccess(): void {}

  releaseAll(): void {
    this.#board.releaseAll();
  }

  dispose(): void {
    this.#life.dispose();
    this.#board.dispose();
    this.#unavailable.dispose();
  }

  #rest(): void {
    this.#life.dispose();
    this.#bound = null;
    this.#problem = null;
  }

  #begin(): void {
    const life = this.#renewLife();
    void this.#open(life).catch((error: unknown) => {
      if (!life.disposed) this.#failed(error);
    });
  }

  #renewLife(): DisposableStore {
    this.#life.dispose();
    this.#life = new DisposableStore();
    return this.#life;
  }

  async #open(life: DisposableStore): Promise<void> {
    const { appId, log } = this.#options;
    const bus = await this.#options.connectBus().catch((cause: unknown) => {
      throw new PortalUnavailable('There is no session bus.', { cause });
    });
    life.add(bus);
    const door = life.add(await PortalDoor.open({ bus, appId, log }));
    life.add(door.onClose(() => this.#failed(new Error('The portal is gone.'))));
    const session = life.add(await PortalSession.create(door));
    life.add(session.onClose(() => this.#failed(new Error('The session was closed.'))));
    life.add(session.onFired((fired) => this.#fire(fired)));
    life.add(session.onChange((bound) => this.#bind(bound)));
    if (life.disposed) return;
    const bound = await session.bind(this.#shortcuts());
    if (life.disposed) return;
    this.#wasBound = true;
    const steady = () => {
      this.#deaths = 0;
    };
    life.add(this.#options.clock.after(STEADY_MILLISECONDS, steady));
    this.#problem = null;
    this.#bind(bound);
  }

  #shortcuts() {
    return actions.map((action) => ({
      action,
      description: this.#options.describe(action),
      preferredTrigger: triggerOf(this.#hotkeys, action),
    }));
  }

  #bind(bound: BoundKeys): void {
    this.#bound = bound;
    this.#tell();
  }

  #fire({ action, down }: { readonly action: HotkeyAction; readonly down: boolean }): void {
    if (!this.#fired.has(action)) {
      this.#fired.add(action);
      this.#tell();
    }
    this.#board.press({ action, down, cancelled: false });
  }

  /** The connection of the moment is of no use any more. */
  #failed(error: unknown): void {
    this.#life.dispose();
    this.#bound = null;
    this.releaseAll();
    if (error instanceof PortalUnavailable && !this.#wasBound) this.#giveUpForGood(error);
    else if (error instanceof PortalRefusal) this.#declined(error);
    else this.#again(error);
    this.#tell();
  }

  #giveUpForGood(error: Error): void {
    const cause = String(error.cause ?? '');
    this.#options.log.warn('Global keys are not offered here.', { why: error.message, cause });
    this.#problem = 'no_portal';
    this.#unavailable.emit();
  }

  #declined(error: Error): void {
    this.#options.log.info('The global keys were declined.', { why: error.message });
    this.#bound = new Map();
    this.#problem = null;
  }

  #again(error: unknown): void {
    this.#deaths += 1;
    const pause = pauseAfter(this.#deaths);
    const details = { why: String(error), pause };
    this.#options.log.warn('The connection to the global keys was lost.', details);
    this.#problem = pause === null ? 'listener_failed' : 'restarting';
    if (pause === null) return;
    this.#renewLife().add(this.#options.clock.after(pause, () => this.#begin()));
  }

  #tell(): void {
    this.#board.setStatus(this.#statusNow());
  }

  #statusNow(): HotkeyStatus {
    const names = [...(this.#bound ?? [])].filter(([, name]) => name !== '');
    return {
      source: 'portal',
      can: { hold: true, mouse: false, loneModifier: false, choose: false },
      problem: this.#problem,
      state: stateOfEach((action) => this.#stateOf(action)),
      names: Object.fromEntries(names),
    };
  }

  /** Some desktops bind a key without telling which: an action that was asked for, or fired, has one. */
  #stateOf(action: HotkeyAction): 'active' | 'off' | 'refused' {
    if (this.#bound === null) return 'off';
    const name = this.#bound.get(action);
    const isWanted = this.#hotkeys[action] !== null;
    if (name === undefined) return isWanted ? 'refused' : 'off';
    return name !== '' || isWanted || this.#fired.has(action) ? 'active' : 'off';
  }
}

function triggerOf(hotkeys: Hotkeys, action: HotkeyAction): string | null {
  const chord = hotkeys[action];
  const trigger = chord === null ? null : portalTriggerOf(chord);
  return trigger ?? (action === 'talk' && chord !== null ? PROPOSED_TALK_TRIGGER : null);
}

function triggersOf(hotkeys: Hotkeys): string {
  return JSON.stringify(actions.map((action) => triggerOf(hotkeys, action)));
}
