/**
 * Why a connection is over, as a page can explain it.
 * - `taken_over`: another page has Parley now; reconnecting would take it back.
 * - `app_ended`: Parley was quit.
 * - `lost`: anything else.
 */
export type CloseReason = 'taken_over' | 'app_ended' | 'lost';

/** The reason that a WebSocket close code stands for. The codes must equal the host's. */
export function closeReason(code: number): CloseReason {
  if (code === 4001) return 'taken_over';
  return code === 1001 ? 'app_ended' : 'lost';
}
