import type { Phase } from '../../../contract/session.ts';
import type { AppState } from '../../stores/app-state.ts';

/** Which of the explanations fits: the phase, told apart by the mode where that matters. */
export function chooseHint({ session, settings }: Pick<AppState, 'session' | 'settings'>) {
  const { phase, muted } = session;
  const isHandsFree = (phase === 'offline' ? settings.mode : session.mode) === 'hands_free';
  if (phase === 'offline') return isHandsFree ? 'offlineHandsFree' : 'offline';
  if (session.helping && isHelped(phase)) return `${phase}Help` as const;
  if (phase === 'connecting' || phase === 'thinking') return phase;
  if (!isHandsFree) return phase;
  if (muted) return 'muted';
  const hints = {
    idle: 'idleHandsFree',
    listening: 'listeningHandsFree',
    speaking: 'speakingHandsFree',
  } as const;
  return hints[phase];
}

function isHelped(phase: Phase): phase is 'listening' | 'thinking' | 'speaking' {
  return phase === 'listening' || phase === 'thinking' || phase === 'speaking';
}
