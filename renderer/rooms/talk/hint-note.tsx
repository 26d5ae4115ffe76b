import { Ear } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MessageItem } from '../../../contract/session.ts';
import { useLocale } from '../../locales/use-locale.ts';
import { useApp } from '../../stores/app-context.tsx';
import styles from './hint-note.module.css';
import { HINT_KEY } from './shortcuts.ts';

/** In the place of the partner's words while they are hidden: the words themselves are not there. */
export function HiddenWords() {
  const { t } = useTranslation();
  return (
    <p className={styles.hidden}>
      <Ear aria-hidden size={18} strokeWidth={1.75} />
      {t('transcript.hidden')}
    </p>
  );
}

/** What a line means, or the way there: one rung of the ladder of hints at a time. */
export function HintNote({ item, isLatest }: { item: MessageItem; isLatest: boolean }) {
  const { t } = useTranslation();
  const { send } = useApp();
  const locale = useLocale();
  const raise = (): void => void send('hint.raise', { item: item.id });
  if (item.hint === 'meaning') {
    return item.meaning === null ? null : (
      <p className={styles.meaning}>
        <span className={styles.label}>{t('transcript.meaning')}</span> {item.meaning[locale]}
      </p>
    );
  }
  const isHidden = item.hint === 'sound';
  if (item.text === '') return null;
  if (!isHidden && (item.meaning === null || !isLatest)) return null;
  return (
    <button
      type="button"
      className={styles.raise}
      {...(isLatest ? { 'aria-keyshortcuts': HINT_KEY } : {})}
      onClick={raise}
    >
      {t(isHidden ? 'transcript.showWords' : 'transcript.showMeaning')}
    </button>
  );
}
