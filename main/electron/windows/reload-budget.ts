/** Reloads that a failing page gets within a minute, before somebody is asked. */
const MOST = 3;
const WINDOW_MILLISECONDS = 60_000;

/** The moments of reloads; a pure list that forgets what is older than a minute. */
export type Reloads = readonly number[];

/** The reloads with one more at `now`, or null when that is one too many. */
export function oneMoreReload(reloads: Reloads, now: number): Reloads | null {
  const recent = reloads.filter((moment) => now - moment < WINDOW_MILLISECONDS);
  return recent.length >= MOST ? null : [...recent, now];
}
