import type { i18n } from 'i18next';
import { Button } from './ui/button.tsx';
import styles from './unreachable.module.css';

/** What is shown when the page found no app behind it. */
export function Unreachable({ words, reload }: { words: i18n; reload: () => void }) {
  const { t } = words;
  return (
    <main className={styles.message} lang={words.language}>
      <h1>{t('app.unreachable')}</h1>
      <p>{t('app.unreachableNext')}</p>
      <Button look="solid" onClick={reload}>
        {t('closed.lost.reload')}
      </Button>
    </main>
  );
}
