import { Failure } from '../../../contract/failure.ts';

/** What a server says with a refused upgrade; both are empty when it says nothing. */
export interface RefusalBody {
  readonly message: string;
  readonly code: string;
}

/** Explains a refused upgrade by its HTTP status and by what the server says with it. */
export function refusal(status: number, { message, code }: RefusalBody): Failure {
  const said = message === '' ? '' : `: ${message}`;
  if (status === 401) return new Failure('unauthorized', `The server refused the key (401)${said}`);
  if (status === 403) return new Failure('forbidden', `The server denied access (403)${said}`);
  if (status === 404) return new Failure('no_such_model', `No such endpoint or model (404)${said}`);
  // Too many at once passes by itself; an account without credit does not.
  if (status === 429 && code === 'rate_limit_exceeded')
    return new Failure('endpoint_error', `Too many requests just now (429)${said}`);
  if (status === 429)
    return new Failure('quota', `Too many requests, or no credit left (429)${said}`);
  return new Failure(
    'endpoint_error',
    `The server answered ${status} instead of connecting${said}`,
  );
}

/** Explains the end of an open connection by its WebSocket close code. */
export function closing(code: number, reason: string): Failure {
  const said = reason === '' ? '' : `: ${reason}`;
  // 1001 with this wording is how OpenAI ends a session after its 60 minutes.
  if (/maximum duration|session_expired/.test(reason)) {
    return new Failure('session_expired', `The session reached its longest duration${said}`);
  }
  if (code === 4000) return new Failure('protocol_refused', `The server ended the session${said}`);
  return new Failure('connection_lost', `The connection was closed (${code})${said}`);
}

/** Explains an error of the network below the WebSocket. */
export function networkFailure(error: Error & { code?: string }, opened: boolean): Failure {
  const text = error.code === undefined ? error.message : `${error.code}: ${error.message}`;
  if (opened) return new Failure('connection_lost', text, { cause: error });
  return new Failure('unreachable', `The server cannot be reached. ${text}`, { cause: error });
}
