import type { Disposable } from '../../../contract/base/disposable.ts';
import type { Listen } from '../../../contract/base/emitter.ts';
import type { Failure } from '../../../contract/failure.ts';
import type { ClientEvent } from './client-event.ts';
import type { Target } from './endpoint.ts';
import type { ServerEvent } from './server-event.ts';

/**
 * One connection to a Realtime endpoint. It may be used before it is open: what is sent until
 * then is queued in order. `dispose` closes it without a further event.
 */
export interface Connection extends Disposable {
  send(event: ClientEvent): void;
  /**
   * Sends audio (PCM16 at 24 kHz, copied). Held back while the network does not drain; beyond
   * `MAX_HELD_SAMPLES` the oldest is dropped. Returns the samples that were dropped by this call.
   */
  appendAudio(samples: Int16Array): number;
  /** Wants a sign of life within two seconds; without one the connection is lost. */
  probe(): void;
  readonly onOpen: Listen<void>;
  readonly onEvent: Listen<ServerEvent>;
  /** Fires once when it ends other than by `dispose`, also when it never opened. */
  readonly onClose: Listen<Failure>;
}

/** Starts to connect and returns at once. */
export type Connect = (target: Target) => Connection;
