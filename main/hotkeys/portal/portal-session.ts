import { randomUUID } from 'node:crypto';
import { Variant } from '@jellybrick/dbus-next';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter, type Listen } from '../../../contract/base/emitter.ts';
import type { HotkeyAction } from '../../../contract/hotkeys.ts';
import { type PortalDoor, PortalUnavailable } from './portal-door.ts';
import {
  type BoundKeys,
  boundKeysOf,
  boundSchema,
  changedSchema,
  createdSchema,
  firedSchema,
  PORTAL,
  sessionSchema,
} from './portal-messages.ts';
import type { BusSignal } from './session-bus.ts';

/** A key that is asked of the desktop. */
export interface PortalShortcut {
  readonly action: HotkeyAction;
  /** What the desktop's dialog says that it is for. */
  readonly description: string;
  /** A proposal, in the words of the XDG shortcuts specification; the user decides. */
  readonly preferredTrigger: string | null;
}

/** A session of the portal. Its keys are bound once; the portal closes it with its connection. */
export class PortalSession implements Disposable {
  readonly #door: PortalDoor;
  readonly #path: string;
  readonly #owned = new DisposableStore();
  readonly #fired = new Emitter<{ readonly action: HotkeyAction; readonly down: boolean }>();
  readonly #changes = new Emitter<BoundKeys>();
  readonly #closings = new Emitter<void>();

  private constructor(door: PortalDoor, path: string) {
    this.#door = door;
    this.#path = path;
    this.#owned.add(door.onSignal((signal) => this.#hear(signal)));
  }

  /** Opens a session. Rejects with `PortalUnavailable` when the portal gives this app none. */
  static async create(door: PortalDoor): Promise<PortalSession> {
    const name = new Variant('s', `parley_${randomUUID().replaceAll('-', '')}`);
    try {
      const results = await door.request({
        member: 'CreateSession',
        signature: 'a{sv}',
        body: (token) => [{ handle_token: token, session_handle_token: name }],
      });
      return new PortalSession(door, createdSchema.parse(results).session_handle.value);
    } catch (error) {
      throw new PortalUnavailable('The portal gave no session.', { cause: error });
    }
  }

  get onFired(): Listen<{ readonly action: HotkeyAction; readonly down: boolean }> {
    return this.#fired.listen;
  }
  /** The user has given the keys other triggers, in the desktop's settings. */
  get onChange(): Listen<BoundKeys> {
    return this.#changes.listen;
  }
  /** The desktop has ended the session. */
  get onClose(): Listen<void> {
    return this.#closings.listen;
  }

  /** Asks for the keys, which may show a dialog; answers with those that the user granted. */
  async bind(shortcuts: readonly PortalShortcut[]): Promise<BoundKeys> {
    const list = shortcuts.map(({ action, description, preferredTrigger }) => {
      const details: Record<string, Variant> = { description: new Variant('s', description) };
      if (preferredTrigger !== null) details.preferred_trigger = new Variant('s', preferredTrigger);
      return [action, details];
    });
    const results = await this.#door.request({
      member: 'BindShortcuts',
      signature: 'oa(sa{sv})sa{sv}',
      body: (token) => [this.#path, list, '', { handle_token: token }],
    });
    return boundKeysOf(boundSchema.parse(results).shortcuts.value);
  }

  dispose(): void {
    if (this.#owned.disposed) return;
    this.#owned.dispose();
    this.#fired.dispose();
    this.#changes.dispose();
    this.#closings.dispose();
  }

  #hear(signal: BusSignal): void {
    if (signal.interface === PORTAL.session) {
      if (signal.path === this.#path && signal.member === 'Closed') this.#closings.emit();
      return;
    }
    if (signal.interface !== PORTAL.shortcuts) return;
    const session = sessionSchema.safeParse(signal.body);
    if (!session.success || session.data[0] !== this.#path) return;
    if (signal.member === 'ShortcutsChanged') this.#changed(signal);
    else this.#fire(signal);
  }

  #fire({ member, body }: BusSignal): void {
    if (member !== 'Activated' && member !== 'Deactivated') return;
    const fired = firedSchema.safeParse(body);
    if (fired.success) this.#fired.emit({ action: fired.data[1], down: member === 'Activated' });
  }

  #changed({ body }: BusSignal): void {
    const changed = changedSchema.safeParse(body);
    if (changed.success) this.#changes.emit(boundKeysOf(changed.data[1]));
  }
}
