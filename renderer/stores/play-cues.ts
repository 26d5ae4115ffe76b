import { type Disposable, disposable } from '../../contract/base/disposable.ts';
import type { FailureCode } from '../../contract/failure.ts';
import type { AudioEngine } from '../audio/audio-engine.ts';
import type { CueName } from '../audio/worklets/messages.ts';
import type { AppState } from './app-state.ts';
import type { AppStore } from './app-store.ts';

/** `quiet`: a cue that has not been heard yet is taken back. */
type CueStep = CueName | 'quiet' | null;

type Heard = Pick<AppState, 'link' | 'session' | 'settings' | 'notices' | 'nextNotice'>;

/** What cost the learner a turn, as notices tell of it. */
const lostTurn: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'too_short',
  'microphone_missing',
  'microphone_refused',
  'connection_lost',
  'endpoint_error',
  'overflow',
  'no_session',
]);

/**
 * What is to be heard of a change. A turn counts whoever began it: this page, or a key pressed in
 * another application. Hands-free listening is no turn that the learner begins, and stays silent.
 */
export function decideCue(before: Heard, after: Heard): CueStep {
  if (!after.settings.cues || before.link !== 'open' || after.link !== 'open') return null;
  if (after.session.mode !== 'push_to_talk') return null;
  const [was, is] = [before.session.phase, after.session.phase];
  const inTurn = was === 'listening' || was === 'thinking';
  if (inTurn && hasFailed(before, after)) return 'error';
  if (was !== 'listening') {
    if (is === 'listening') return 'begin';
    // A turn whose key is up counts as thinking until its last audio says whether it is one.
    return was === 'thinking' && is === 'idle' ? 'quiet' : null;
  }
  return is === 'thinking' || is === 'speaking' ? 'sent' : null;
}

function hasFailed(before: Heard, after: Heard): boolean {
  if (after.session.phase === 'offline') return after.session.failure !== null;
  if (after.nextNotice === before.nextNotice) return false;
  return lostTurn.has(after.notices.at(-1)?.failure.code ?? 'declined');
}

/** Sounds the cues of what happens in `store`. */
export function playCues(store: AppStore, engine: Pick<AudioEngine, 'cue'>): Disposable {
  return disposable(
    store.subscribe((after, before) => {
      const step = decideCue(before, after);
      if (step !== null) engine.cue(step === 'quiet' ? null : step);
    }),
  );
}
