import type { Phase } from '../../../contract/session.ts';
import type { AppState } from '../../stores/app-state.ts';

/** Which of the explanations fits: the phase, told apart by mode and talk style where they matter. */
export function chooseHint({ session, settings }: Pick<AppState, 'session' | 'settings'>) {
  const { phase, muted } = session;
  const isHandsFree = (phase === 'offline' ? settings.mode : session.mode) === 'hands_free';
  if (phase === 'offline') return isHandsFree ? 'offlineHandsFree' : 'offline';
  if (phase === 'listening' && session.latched) {
    return session.helping ? 'latchedHelp' : 'latched';
  }
  if (session.helping && isHelped(phase)) return `${phase}Help` as const;
  if (phase === 'connecting' || phase === 'thinking') return phase;
  if (!isHandsFree) return phase === 'listening' ? phase : styled(phase, settings);
  if (muted) return 'muted';
  const { createResponse, interruptResponse } = settings.turnDetection;
  if (phase === 'listening' && !createResponse) return 'listeningUnanswered';
  if (phase === 'speaking' && !interruptResponse) return 'speakingUninterrupted';
  const hints = {
    idle: 'idleHandsFree',
    listening: 'listeningHandsFree',
    speaking: 'speakingHandsFree',
  } as const;
  return hints[phase];
}

const suffixes = { hold: '', toggle: 'Toggle', both: 'Both' } as const;

function styled(phase: 'idle' | 'speaking', { talkStyle }: AppState['settings']) {
  return `${phase}${suffixes[talkStyle]}` as const;
}

function isHelped(phase: Phase): phase is 'listening' | 'thinking' | 'speaking' {
  return phase === 'listening' || phase === 'thinking' || phase === 'speaking';
}
