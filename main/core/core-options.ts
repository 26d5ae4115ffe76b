import type { Clock } from './base/clock.ts';
import type { Log } from './base/log.ts';
import type { DesktopPort } from './desktop/desktop-port.ts';
import type { HotkeySource } from './hotkeys/hotkey-source.ts';
import type { Connect } from './realtime/connection.ts';
import type { Target } from './realtime/endpoint.ts';
import type { KeyVault } from './settings/key-vault.ts';

/** A partner that a host has started for the core. */
export interface StartedPartner {
  readonly url: string;
  dispose(): Promise<void> | void;
}

/** What a host gives to the core. */
export interface CoreOptions {
  /** Where settings are kept; made when it is missing. */
  readonly dataDirectory: string;
  /** Starts the practice partner; asked for once, when a session first needs it. */
  readonly partner: () => Promise<StartedPartner>;
  readonly environmentKey: string | undefined;
  /** Where a typed key is kept; without one it is forgotten when the app quits. */
  readonly vault?: KeyVault;
  readonly log: Log;
  /** Global keys; none unless given. The core disposes of them. */
  readonly hotkeys?: HotkeySource;
  /** The windows and the machine around the page. */
  readonly desktop?: DesktopPort;
  readonly clock?: Clock;
  readonly connect?: Connect;
  /** How long a session may last at each kind of endpoint, in milliseconds: an hour unless given. */
  readonly longestSession?: Partial<Record<Target['kind'], number>>;
}
