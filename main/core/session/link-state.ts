import { assertNever } from '../../../contract/base/assert-never.ts';
import type { FailureData } from '../../../contract/failure.ts';
import type { LinkView } from '../../../contract/session.ts';

/** How many times in a row a lost connection is tried again; LiveKit's clients make as many. */
export const MAX_ATTEMPTS = 10;
/** The longest wait between two attempts, in milliseconds. */
export const LONGEST_WAIT = 7000;
/** A connection that has lived this long was a good one, whatever it did. */
export const PROVEN_MILLISECONDS = 10_000;

/** The way to the endpoint. Times are the clock's, in milliseconds. */
export type LinkState =
  | { readonly kind: 'offline' }
  | { readonly kind: 'steady' }
  /** The connection is lost; `retryAt` null: an attempt is under way. */
  | { readonly kind: 'recovering'; readonly attempt: number; readonly retryAt: number | null }
  /** The connection holds, and another one is being made to take its place. */
  | { readonly kind: 'switching' };

/** What follows a failure: another attempt after `wait` milliseconds, or the end. */
export type NextStep =
  | { readonly kind: 'retry'; readonly attempt: number; readonly wait: number }
  | { readonly kind: 'give_up'; readonly failure: FailureData };

/**
 * Failures that another attempt cannot mend: the server has understood, and has said no. What is
 * not in the list (a lost network, a server in trouble, an hour that is over) is tried again.
 */
const FINAL: ReadonlySet<FailureData['code']> = new Set([
  'unauthorized',
  'forbidden',
  'quota',
  'no_such_model',
  'protocol_refused',
  'invalid_input',
]);

/**
 * Decides what follows when `attempts` have failed since the last good connection and `failure` is
 * the latest. `random` is between 0 and 1: clients that were cut off together must not come back
 * together.
 */
export function afterFailure(attempts: number, failure: FailureData, random: number): NextStep {
  if (FINAL.has(failure.code) || attempts >= MAX_ATTEMPTS) return { kind: 'give_up', failure };
  const attempt = attempts + 1;
  return { kind: 'retry', attempt, wait: waitBefore(attempt, random) };
}

/** Attempts that count against the next one: none when the connection had proved to be good. */
export function countedAttempts(leg: {
  readonly attempts: number;
  readonly proven: boolean;
  readonly lived: number;
}): number {
  return leg.proven || leg.lived >= PROVEN_MILLISECONDS ? 0 : leg.attempts;
}

/** Milliseconds that one attempt may take: a slow network gets its time, a dead one not at first. */
export function patience(attempt: number): number {
  return attempt === 1 ? 3000 : attempt === 2 ? 5000 : 10_000;
}

/** The state as the page shows it. */
export function linkView(state: LinkState, now: number): LinkView {
  switch (state.kind) {
    case 'recovering': {
      const { attempt, retryAt } = state;
      const wait = retryAt === null ? null : Math.max(0, Math.ceil((retryAt - now) / 1000));
      return { state: 'recovering', attempt, retrySeconds: wait };
    }
    case 'offline':
    case 'steady':
    case 'switching':
      return { state: state.kind, attempt: 0, retrySeconds: null };
    default:
      return assertNever(state);
  }
}

// At once, then 0.3, 1.2, 2.7, 4.8 and 7 s, each shortened by up to a half.
function waitBefore(attempt: number, random: number): number {
  const longest = Math.min(LONGEST_WAIT, 300 * (attempt - 1) ** 2);
  return Math.round(longest * (0.5 + random / 2));
}
