/** Pauses before a listener, or a portal's session, is started again, by how often it died quickly in a row: the first at once. */
const PAUSES_MILLISECONDS = [0, 100, 500, 2000, 5000];

/** A listener that listened for this long died of something new, and is started at once again. */
export const STEADY_MILLISECONDS = 30_000;

/** Milliseconds until the next start after that many deaths in a row; null: it is given up. */
export function pauseAfter(deaths: number): number | null {
  return PAUSES_MILLISECONDS[deaths - 1] ?? null;
}
