import type { SessionConfig } from './session-config.ts';

/** What changes in a session, shared by those who handle its events. */
export interface SessionState {
  config: SessionConfig;
  /** True once audio was given: the voice is then fixed. */
  hasSpoken: boolean;
}
