import { CLOSE_APP_ENDED, CLOSE_TAKEN_OVER } from '../../contract/close-codes.ts';

/**
 * Why a connection is over, as a page can explain it.
 * - `taken_over`: another page has Parley now; reconnecting would take it back.
 * - `app_ended`: Parley was quit.
 * - `lost`: anything else.
 */
export type CloseReason = 'taken_over' | 'app_ended' | 'lost';

/** The reason that a WebSocket close code stands for. */
export function closeReason(code: number): CloseReason {
  if (code === CLOSE_TAKEN_OVER) return 'taken_over';
  return code === CLOSE_APP_ENDED ? 'app_ended' : 'lost';
}
