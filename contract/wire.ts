import type { Listen } from './base/emitter.ts';

/**
 * An ordered, reliable pipe between the page and the core. Audio and events share it, so that
 * "stop" can neither overtake nor trail stale audio. Nothing arrives after `onClose` has fired.
 */
export interface Wire {
  /** Sends one message. Silently ignored once the wire is closed. */
  send(data: string | ArrayBuffer): void;
  readonly onData: Listen<string | ArrayBuffer>;
  /** Fires once, whoever closed it. */
  readonly onClose: Listen<void>;
  /** Bytes accepted by `send` and not yet handed to the peer; 0 where the pipe cannot tell. */
  readonly buffered: number;
  close(): void;
}
