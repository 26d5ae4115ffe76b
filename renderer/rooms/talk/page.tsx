import { ArrowDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { OfferedReplies } from './offered-replies.tsx';
import styles from './page.module.css';
import { TitlePage } from './title-page.tsx';
import { Transcript } from './transcript.tsx';
import { useStickToEnd } from './use-stick-to-end.ts';

/** The page itself: the title page before the first word, and then the conversation. */
export function Page() {
  const { t } = useTranslation();
  const isEmpty = useAppState((state) => state.transcript.length === 0);
  const { scroller, content, isAway, toEnd } = useStickToEnd(!isEmpty);
  return (
    <main className={styles.page}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key. */}
      <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('page.label')}>
        <div
          ref={content}
          className={isEmpty ? styles.sheet : `${styles.sheet} ${styles.conversation}`}
        >
          {isEmpty ? <TitlePage /> : null}
          <Transcript />
          <OfferedReplies />
        </div>
      </section>
      {isAway ? (
        <div className={styles.latest}>
          <Button look="solid" onClick={toEnd}>
            <ArrowDown aria-hidden size={16} />
            {t('page.latest')}
          </Button>
        </div>
      ) : null}
    </main>
  );
}
