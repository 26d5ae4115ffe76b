import type { Disposable } from '../../../contract/base/disposable.ts';

/** What of an update library is used. Nothing is asked of a server but by `check` and `load`. */
export interface Updater {
  /** The newer version that this machine may have, or null. Rejects when the server cannot tell. */
  check(): Promise<string | null>;
  /** Loads and verifies what `check` found; disposing stops it. Rejects when that fails. */
  load(): { readonly done: Promise<string>; readonly stop: Disposable };
  /** Whether what was loaded is installed when the app quits. */
  installOnQuit(wanted: boolean): void;
  /** Quits, installs what was loaded, and starts it. */
  install(): void;
}
