import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import type { AppState } from '../../stores/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { HelpButton } from './help-button.tsx';
import styles from './session-actions.module.css';

/** Stop the answer, end the conversation, or begin a new one: only what is possible now. */
export function SessionActions() {
  const { t } = useTranslation();
  const { send } = useApp();
  const phase = useAppState((state) => state.session.phase);
  const waits = useAppState(waitsToBeAsked);
  const hasWords = useAppState((state) => state.transcript.length > 0);
  const isAnswering = phase === 'thinking' || phase === 'speaking';
  const restart = (): void => void send('session.start', { keep: false });
  if (phase === 'offline' && !hasWords) return null;
  return (
    <div className={styles.actions}>
      {phase === 'offline' || phase === 'connecting' ? null : <HelpButton />}
      {phase === 'idle' && waits ? (
        <Button onClick={() => void send('response.ask', {})}>{t('session.ask')}</Button>
      ) : null}
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

/** Hands-free, where nobody answers a pause by itself, and the learner has spoken last. */
function waitsToBeAsked({ session, settings, transcript }: AppState): boolean {
  if (session.mode !== 'hands_free' || settings.turnDetection.createResponse) return false;
  const last = transcript.findLast(({ kind }) => kind === 'message');
  return last?.kind === 'message' && last.speaker === 'learner';
}
