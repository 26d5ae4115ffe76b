import type { Phase } from '../../../contract/session.ts';

/** What the phase is decided from. */
export interface Activity {
  readonly connection: 'none' | 'connecting' | 'open';
  /** A push-to-talk turn is open, or the server hears speech in hands-free mode. */
  readonly capturing: boolean;
  /** An answer was asked for or is being made. */
  readonly answering: boolean;
  /** The loudspeaker has something to play. */
  readonly playing: boolean;
}

/** The phase that the learner sees: their own voice first, then the partner's. */
export function phaseOf(activity: Activity): Phase {
  if (activity.connection === 'none') return 'offline';
  if (activity.capturing) return 'listening';
  if (activity.connection === 'connecting') return 'connecting';
  if (activity.playing) return 'speaking';
  return activity.answering ? 'thinking' : 'idle';
}
