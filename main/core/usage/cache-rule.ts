/**
 * OpenAI's published rule for text models: prefixes of at least 1,024 tokens are cached, in steps
 * of 128. None is published for Realtime; what a session has seen corrects it.
 */
const LEAST_TOKENS = 1024;
const STEP_TOKENS = 128;

/** “Cleared after 5–10 minutes of inactivity”: the earlier end, so that nothing is promised in vain. */
export const CACHE_IDLE_MILLISECONDS = 5 * 60_000;

/** How many of so many tokens in front can be served from the cache. */
export function cacheable(tokens: number): number {
  if (tokens < LEAST_TOKENS) return 0;
  return tokens - ((tokens - LEAST_TOKENS) % STEP_TOKENS);
}
