import { useTranslation } from 'react-i18next';
import type { TranscriptItem } from '../../../contract/session.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { ToolCard } from './tool-card.tsx';
import styles from './transcript.module.css';
import { Utterance } from './utterance.tsx';

/**
 * Both sides of the conversation. While words are still arriving the log is busy, so that a
 * screen reader reads each utterance once, when it is whole.
 */
export function Transcript() {
  const { t } = useTranslation();
  const items = useAppState((state) => state.transcript);
  const lastTurn = items.findLast(isLearner)?.id;
  const lastAnswer = items.findLast(isPartner)?.id;
  return (
    <div
      role="log"
      aria-label={t('transcript.label')}
      aria-live="polite"
      aria-relevant="additions text"
      aria-busy={items.some((item) => item.status === 'partial' || item.status === 'pending')}
      className={styles.log}
    >
      {items.map((item) =>
        item.kind === 'tool' ? (
          <ToolCard key={item.id} item={item} />
        ) : (
          <Utterance
            key={item.id}
            item={item}
            isLatest={item.id === lastTurn || item.id === lastAnswer}
          />
        ),
      )}
    </div>
  );
}

function isLearner(item: TranscriptItem): boolean {
  return item.kind === 'message' && item.speaker === 'learner';
}

function isPartner(item: TranscriptItem): boolean {
  return item.kind === 'message' && item.speaker === 'partner';
}
