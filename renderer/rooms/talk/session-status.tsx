import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import type { AppState } from '../../stores/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { useHotkeyName } from '../hotkeys/use-chord-label.tsx';
import { chooseHint } from './choose-hint.ts';
import styles from './session-status.module.css';

/** The id of the line that explains the talk control in its present state. */
export const HINT_ID = 'talk-hint';

/** The session's state in words, with the reason or the next thing to do. */
export function SessionStatus() {
  const { t } = useTranslation();
  const phase = useAppState(phaseWords);
  const link = useAppState((state) => state.session.link);
  const recovering = link.state === 'recovering';
  // What the learner does or hears goes on; that nothing is done, or an answer is waited for, is
  // because of the connection.
  const waits = recovering && (phase === 'idle' || phase === 'thinking');
  const again = t('session.link.recovering', { attempt: link.attempt });
  return (
    <div role="status" aria-label={t('session.label')} className={styles.status}>
      <p className={styles.phase}>{waits ? again : t(`session.phase.${phase}`)}</p>
      <p id={HINT_ID} className={styles.hint} aria-live="off">
        {recovering && !waits ? `${again} ` : null}
        {recovering ? t('session.link.kept') : <Hint />}
      </p>
      {recovering && link.retrySeconds !== null ? <RetryButton /> : null}
    </div>
  );
}

function RetryButton() {
  const { t } = useTranslation();
  const { send } = useApp();
  return (
    <div className={styles.retry}>
      <Button onClick={() => void send('session.retry', {})}>{t('session.link.retry')}</Button>
    </div>
  );
}

/** A turn that nobody holds is told apart in words too. */
function phaseWords({ session }: Pick<AppState, 'session'>) {
  const { phase, latched } = session;
  return phase === 'listening' && latched ? 'latched' : phase;
}

function Hint() {
  const { t } = useTranslation();
  const failure = useAppState((state) => state.session.failure);
  const hint = useAppState(chooseHint);
  const key = useHotkeyName('talk');
  const style = useAppState(({ hotkeys, settings }) => {
    return hotkeys.can.hold ? settings.talkStyle : 'toggle';
  });
  if (hint === 'offline' && failure !== null) return t(`failure.${failure.code}.what`);
  if (hint === 'offline' && key !== null) return t('session.anywhere.begin', { key });
  const isIdle = hint === 'idle' || hint === 'idleToggle' || hint === 'idleBoth';
  if (isIdle && key !== null) return t(`session.anywhere.${style}`, { key });
  return t(`session.hint.${hint}`);
}
