import { useTranslation } from 'react-i18next';
import type { Doubt, MessageItem } from '../../../contract/session.ts';
import styles from './doubts.module.css';

/** A text whose doubtful words are underlined with dots. */
export function MarkedText({ text, doubts }: { text: string; doubts: readonly Doubt[] }) {
  const { t, i18n } = useTranslation();
  if (doubts.length === 0) return text;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  const starts = [0, ...doubts.map(({ to }) => to)];
  return starts.map((start, index) => {
    const doubt = doubts[index];
    const certain = text.slice(start, doubt?.from);
    if (doubt === undefined) return certain;
    const sure = percent.format(doubt.confidence);
    return [
      certain,
      <span key={doubt.from} className={styles.doubt} title={t('transcript.doubt', { sure })}>
        {text.slice(doubt.from, doubt.to)}
      </span>,
    ];
  });
}

/** What the dots mean; in older turns for those alone who cannot see them. */
export function DoubtsNote({ item, isLatest }: { item: MessageItem; isLatest: boolean }) {
  const { t } = useTranslation();
  if (item.doubts.length === 0) return null;
  const words = item.doubts
    .map(({ from, to }) => item.text.slice(from, to))
    .join(t('transcript.listComma'));
  return (
    <p className={isLatest ? styles.note : styles.unseen}>{t('transcript.doubts', { words })}</p>
  );
}
