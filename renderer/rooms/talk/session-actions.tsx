import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { HelpButton } from './help-button.tsx';
import styles from './session-actions.module.css';

/** Stop the answer, end the conversation, or begin a new one: only what is possible now. */
export function SessionActions() {
  const { t } = useTranslation();
  const { send } = useApp();
  const phase = useAppState((state) => state.session.phase);
  const hasWords = useAppState((state) => state.transcript.length > 0);
  const isAnswering = phase === 'thinking' || phase === 'speaking';
  const restart = (): void => void send('session.start', { keep: false });
  if (phase === 'offline' && !hasWords) return null;
  return (
    <div className={styles.actions}>
      {phase === 'offline' || phase === 'connecting' ? null : <HelpButton />}
      {isAnswering ? (
        <Button onClick={() => void send('response.stop', {})}>{t('session.stop')}</Button>
      ) : null}
      {phase === 'offline' ? (
        <Button onClick={restart}>{t('session.new')}</Button>
      ) : (
        <Button onClick={() => void send('session.stop', {})}>{t('session.end')}</Button>
      )}
    </div>
  );
}
