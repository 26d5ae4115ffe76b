import { z } from 'zod';

/** What can go wrong, in terms that the page can explain and a caller can act on. */
export const failureCode = z.enum([
  'invalid_input',
  'not_found',
  'unauthorized',
  'forbidden',
  'quota',
  'unreachable',
  /** The proxy on the way to the server: it is not there, or does not lead on. */
  'proxy',
  /** Nobody who is trusted vouches for the server's certificate. */
  'untrusted',
  'connection_lost',
  'session_expired',
  'endpoint_error',
  /** The endpoint has no model of this name, or is none. */
  'no_such_model',
  /** The endpoint ended the session because it does not take what was sent. */
  'protocol_refused',
  'no_session',
  'busy',
  'too_short',
  'nothing_said',
  'not_understood',
  'microphone_missing',
  'microphone_refused',
  'microphone_silent',
  'device_lost',
  'sound_blocked',
  'picture_unreadable',
  'picture_unseen',
  'timed_out',
  'overflow',
  'declined',
  'internal',
]);
export type FailureCode = z.infer<typeof failureCode>;

/** All of an error that crosses the bridge: a code to act on and one English sentence of detail. */
export const failureSchema = z.strictObject({ code: failureCode, text: z.string().max(2000) });
export type FailureData = z.infer<typeof failureSchema>;

/** An error with a code. `text` must never hold a secret: it is shown and logged. */
export class Failure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, text: string, options?: { cause?: unknown }) {
    super(text, options);
    this.name = 'Failure';
    this.code = code;
  }

  get data(): FailureData {
    return { code: this.code, text: this.message.slice(0, 2000) };
  }

  static invalidInput(text: string, cause?: unknown): Failure {
    return new Failure('invalid_input', text, { cause });
  }

  static notFound(text: string): Failure {
    return new Failure('not_found', text);
  }

  static noSession(): Failure {
    return new Failure('no_session', 'No session is open.');
  }

  /** A failure stays what it is; anything else becomes `internal`, its details kept in `cause`. */
  static from(error: unknown): Failure {
    if (error instanceof Failure) return error;
    return new Failure('internal', 'Something went wrong inside the app.', { cause: error });
  }
}
