import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../contract/base/assert-never.ts';
import type { TranscriptItem } from '../../../contract/session.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { Aside } from './aside.tsx';
import { groupAsides } from './group-asides.ts';
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
  const isAside = ({ kind }: TranscriptItem): boolean => kind === 'aside';
  const latest = new Set([isLearner, isPartner, isAside].map((isOne) => items.findLast(isOne)?.id));
  const isAlone = items.findLast(isInMargin)?.kind !== 'aside';
  return (
    <div
      role="log"
      aria-label={t('transcript.label')}
      aria-live="polite"
      aria-relevant="additions text"
      aria-busy={items.some(({ status }) => status === 'partial' || status === 'pending')}
      className={styles.log}
    >
      {groupAsides(items).map(({ item, asides }) => (
        <div key={item.id} className={asides.length === 0 ? undefined : styles.group}>
          <Article item={item} isLatest={latest.has(item.id)} isAlone={isAlone} />
          {asides.length === 0 ? null : (
            <div className={styles.beside}>
              {asides.map((aside) => (
                <Aside key={aside.id} item={aside} isLatest={latest.has(aside.id)} />
              ))}
            </div>
          )}
        </div>
      ))}
    </div>
  );
}

interface ArticleProps {
  item: TranscriptItem;
  isLatest: boolean;
  isAlone: boolean;
}

function Article({ item, isLatest, isAlone }: ArticleProps) {
  switch (item.kind) {
    case 'tool':
      return <ToolCard item={item} />;
    case 'aside':
      return <Aside item={item} isLatest={isLatest} />;
    case 'message':
      return <Utterance item={item} isLatest={isLatest} isAlone={isAlone} />;
    default:
      return assertNever(item);
  }
}

function isLearner(item: TranscriptItem): boolean {
  return item.kind === 'message' && item.speaker === 'learner';
}

function isPartner(item: TranscriptItem): boolean {
  return item.kind === 'message' && item.speaker === 'partner';
}

function isInMargin(item: TranscriptItem): boolean {
  return item.kind === 'aside' || isLearner(item);
}
