import type { AppState } from '../../stores/app-state.ts';

/** What the talk control looks like. */
export type Shape =
  | 'offline'
  | 'connecting'
  | 'idle'
  | 'muted'
  | 'listening'
  /** Listening, and nothing is held: the next press sends. */
  | 'latched'
  | 'thinking'
  | 'speaking';

/** The shape of a state: every phase has its own, and so has a muted microphone. */
export function shapeOf({ session }: Pick<AppState, 'session'>): Shape {
  const { phase, muted, mode, latched } = session;
  if (phase === 'listening' && latched) return 'latched';
  const isMuted = muted && mode === 'hands_free';
  return isMuted && (phase === 'idle' || phase === 'listening') ? 'muted' : phase;
}
