import type { Emit } from '../protocol/server-event.ts';

// The partner has no limits: it reports ones that are never used up, for clients that wait for the event.
const TOKENS = 1_000_000;

/** Sends `rate_limits.updated`, which follows every response. */
export function emitRateLimits(emit: Emit): void {
  emit({
    type: 'rate_limits.updated',
    rate_limits: [{ name: 'tokens', limit: TOKENS, remaining: TOKENS, reset_seconds: 0 }],
  });
}
