import { useTranslation } from 'react-i18next';
import type { MessageItem } from '../../../contract/session.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { practisedLanguage } from '../../stores/conversation.ts';
import styles from './heard-note.module.css';
import margin from './transcript.module.css';

interface HeardNoteProps {
  item: MessageItem;
  isOpen: boolean;
  /** Nothing stands in the margin below it: it may reach down there. */
  isAlone: boolean;
}

/** In the margin of what was heard: the other replies, one tap each. Older turns keep it folded. */
export function HeardNote({ item, isOpen, isAlone }: HeardNoteProps) {
  const { t } = useTranslation();
  const others = item.alternatives.filter((text) => text !== item.text);
  const isOver = item.status === 'final' || item.status === 'failed';
  if (!item.spoken || !isOver || others.length === 0) return null;
  return (
    <details
      className={`${margin.margin} ${styles.note} ${isOpen && isAlone ? margin.latestNote : ''}`}
      open={isOpen}
    >
      <summary>{t('transcript.mayHaveSaid')}</summary>
      <ul className={styles.list}>
        {others.map((text) => (
          <li key={text}>
            <Alternative item={item.id} text={text} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Alternative({ item, text }: { item: string; text: string }) {
  const { send } = useApp();
  const language = useAppState(practisedLanguage);
  return (
    <button
      type="button"
      className={styles.alternative}
      lang={language}
      dir="auto"
      onClick={() => void send('turn.correct', { item, text })}
    >
      {text}
    </button>
  );
}
