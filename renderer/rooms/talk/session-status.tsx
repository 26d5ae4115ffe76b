import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { chooseHint } from './choose-hint.ts';
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
      <p id={HINT_ID} className={styles.hint} aria-live="off">
        <Hint />
      </p>
      <Recovery />
    </div>
  );
}

/** The connection is lost and is tried again: what becomes of the learner's words, and a way to hurry. */
function Recovery() {
  const { t } = useTranslation();
  const { send } = useApp();
  const link = useAppState((state) => state.session.link);
  if (link.state !== 'recovering') return null;
  return (
    <div className={styles.recovery}>
      <p>
        <span className={styles.reconnecting}>
          {t('session.link.recovering', { attempt: link.attempt })}
        </span>{' '}
        {t('session.link.kept')}
      </p>
      {link.retrySeconds === null ? null : (
        <Button onClick={() => void send('session.retry', {})}>{t('session.link.retry')}</Button>
      )}
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
