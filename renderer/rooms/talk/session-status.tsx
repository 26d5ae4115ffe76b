import { useTranslation } from 'react-i18next';
import { useAppState } from '../../stores/app-context.tsx';
import type { AppState } from '../../stores/app-state.ts';
import styles from './session-status.module.css';

/** The id of the line that explains the talk control in its present state. */
export const HINT_ID = 'talk-hint';

/** The session's state in words, with the reason or the next thing to do. */
export function SessionStatus() {
  const { t } = useTranslation();
  const phase = useAppState((state) => state.session.phase);
  return (
    <div role="status" aria-label={t('session.label')} className={styles.status}>
      <p className={styles.phase}>{t(`session.phase.${phase}`)}</p>
      <p id={HINT_ID} className={styles.hint}>
        <Hint />
      </p>
    </div>
  );
}

function Hint() {
  const { t } = useTranslation();
  const failure = useAppState((state) => state.session.failure);
  const hint = useAppState(chooseHint);
  if (hint === 'offline' && failure !== null) return t(`failure.${failure.code}.what`);
  return t(`session.hint.${hint}`);
}

/** Which of the explanations fits: the phase, told apart by the mode where that matters. */
export function chooseHint({ session, settings }: Pick<AppState, 'session' | 'settings'>) {
  const { phase, muted } = session;
  const isHandsFree = (phase === 'offline' ? settings.mode : session.mode) === 'hands_free';
  if (phase === 'offline') return isHandsFree ? 'offlineHandsFree' : 'offline';
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
