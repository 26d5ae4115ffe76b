import type { RealtimeError } from 'openai/resources/realtime/realtime';

/** What the `error` event says about a refused client event; `event_id` is added by the connection. */
export interface Fault {
  readonly type: 'invalid_request_error' | 'server_error';
  readonly code: string | null;
  readonly message: string;
  readonly param: string | null;
}

/** Thrown by whatever handles a client event; the connection answers with an `error` event and goes on. */
export class Refusal extends Error {
  readonly fault: Fault;

  constructor(code: string | null, message: string, param: string | null = null) {
    super(message);
    this.name = 'Refusal';
    this.fault = { type: 'invalid_request_error', code, message, param };
  }
}

/** The body of an `error` event: a refusal as it is, anything else as the server's own fault. */
export function errorBody(error: unknown, eventId: string | null): RealtimeError {
  const fault: Fault =
    error instanceof Refusal
      ? error.fault
      : {
          type: 'server_error',
          code: 'internal_error',
          message: 'The practice partner failed to handle this event.',
          param: null,
        };
  return { ...fault, event_id: eventId };
}
