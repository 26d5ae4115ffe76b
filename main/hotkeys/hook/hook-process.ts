import type { Listen } from '../../../contract/base/emitter.ts';
import type { HookOrder } from './hook-protocol.ts';

/** A listening process as its parent sees it. What it says is unparsed. */
export interface HookProcess {
  readonly onMessage: Listen<unknown>;
  /** Emitted once, when the process is gone or did not start, with what is known of why. */
  readonly onExit: Listen<string>;
  /** Never throws; what is sent to a process that is gone is lost. */
  send(order: HookOrder): void;
  /** Ends the process, whatever it is doing. */
  kill(): void;
}
