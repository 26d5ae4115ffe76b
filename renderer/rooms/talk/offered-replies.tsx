import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferedReply } from '../../../contract/session.ts';
import { useLocale } from '../../locales/use-locale.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { practisedLanguage, sayTyped } from '../../stores/conversation.ts';
import styles from './offered-replies.module.css';
import page from './transcript.module.css';

/** What the guided scenario offers to say, in the place where the learner's words will stand. */
export function OfferedReplies() {
  const { t } = useTranslation();
  const titleId = useId();
  const replies = useAppState((state) => state.replies);
  if (replies.length === 0) return null;
  return (
    <section className={`${page.row} ${styles.offer}`} aria-labelledby={titleId}>
      <h2 id={titleId} className={page.speaker}>
        {t('replies.title')}
      </h2>
      <ul className={`${page.words} ${styles.list}`}>
        {replies.map((reply) => (
          <li key={reply.id}>
            <Reply reply={reply} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reply({ reply }: { reply: OfferedReply }) {
  const app = useApp();
  const locale = useLocale();
  const language = useAppState(practisedLanguage);
  const meaning = reply.meaning[locale];
  return (
    <button type="button" className={styles.reply} onClick={() => void sayTyped(app, reply.text)}>
      <span className={styles.target} lang={language} dir="auto">
        {reply.text}
      </span>
      {meaning === reply.text ? null : <span className={styles.meaning}>{meaning}</span>}
    </button>
  );
}
