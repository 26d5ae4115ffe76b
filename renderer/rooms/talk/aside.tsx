import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AsideItem } from '../../../contract/session.ts';
import { useAppState } from '../../stores/app-context.tsx';
import styles from './aside.module.css';
import page from './transcript.module.css';
import { VoiceMark } from './voice-mark.tsx';
import { Waiting } from './waiting.tsx';

/** Help that was asked for, in the margin of the page: it is no part of the conversation. */
export function Aside({ item, isLatest }: { item: AsideItem; isLatest: boolean }) {
  const { t } = useTranslation();
  const titleId = useId();
  const isHeard = useAppState(
    ({ session }) => session.helping && session.phase === 'speaking' && isLatest,
  );
  return (
    <article
      className={page.row}
      aria-labelledby={titleId}
      aria-busy={item.status === 'pending' || item.status === 'partial'}
    >
      <div className={`${page.margin} ${styles.aside}`}>
        <p className={styles.title}>
          {isHeard ? <VoiceMark /> : null}
          <span id={titleId}>{t('speaker.help')}</span>
        </p>
        <Answer item={item} />
      </div>
    </article>
  );
}

function Answer({ item }: { item: AsideItem }) {
  const { t } = useTranslation();
  const native = useAppState((state) => state.settings.nativeLanguage);
  if (item.status === 'pending') return <Waiting label={t('transcript.helpPending')} />;
  return (
    <>
      {item.text === '' ? null : (
        <p className={styles.text} {...(native === null ? {} : { lang: native })}>
          {item.text}
          {item.status === 'interrupted' ? <span aria-hidden>—</span> : null}
        </p>
      )}
      {item.status === 'failed' ? <Trouble item={item} /> : null}
    </>
  );
}

function Trouble({ item }: { item: AsideItem }) {
  const { t } = useTranslation();
  const what =
    item.failure === null ? t('transcript.noAnswer') : t(`failure.${item.failure.code}.what`);
  return <p className={styles.trouble}>{what}</p>;
}
