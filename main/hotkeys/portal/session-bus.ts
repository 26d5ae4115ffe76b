import type { Disposable } from '../../../contract/base/disposable.ts';
import type { Listen } from '../../../contract/base/emitter.ts';

/** A method call; the signature is D-Bus's, and `body` its values in order. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** A signal as it arrived: `body` is unparsed, `sender` is the unique name that the bus vouches for. */
export interface BusSignal {
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** A connection to the session bus. Once it is closed it stays closed. */
export interface SessionBus extends Disposable {
  /** The unique name of this connection, such as `:1.42`. */
  readonly name: string;
  /** The values of the reply. Rejects on an error reply, after ten seconds without one, and when the bus closes. */
  call(call: BusCall): Promise<readonly unknown[]>;
  readonly onSignal: Listen<BusSignal>;
  /** Emitted once, when the bus is gone. Not after `dispose`. */
  readonly onClose: Listen<void>;
}

/** Rejects where there is no bus. */
export type ConnectBus = () => Promise<SessionBus>;
