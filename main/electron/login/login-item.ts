/** Starting with the learner's login. */
export interface LoginItem {
  /** False where this copy of the app cannot be started by name: it was not installed. */
  readonly supported: boolean;
  /** Starts with the login from now on, or no longer. Throws when the system refuses. */
  set(enabled: boolean): void;
}

/** The switch that a login starts the app with: no window, only the tray. */
export const HIDDEN_SWITCH = '--hidden';
