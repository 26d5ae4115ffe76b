import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageItem } from '../../../contract/session.ts';
import { useLocale } from '../../locales/use-locale.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { currentScenario, practisedLanguage } from '../../stores/conversation.ts';
import { HeardNote } from './heard-note.tsx';
import styles from './transcript.module.css';

/** One turn of one side. `isLatest`: the last one of its speaker. */
export function Utterance({ item, isLatest }: { item: MessageItem; isLatest: boolean }) {
  const speakerId = useId();
  const isLearner = item.speaker === 'learner';
  return (
    <article
      className={`${styles.row} ${isLearner ? styles.learner : styles.partner}`}
      aria-labelledby={speakerId}
      aria-busy={item.status === 'partial'}
    >
      <p className={styles.speaker}>
        {isLearner || !isLatest ? null : <VoiceMark item={item} />}
        <SpeakerName id={speakerId} item={item} />
      </p>
      <div className={styles.words}>
        <Words item={item} />
        <Trouble item={item} />
      </div>
      {isLearner ? <HeardNote item={item} isOpen={isLatest} /> : null}
    </article>
  );
}

function SpeakerName({ id, item }: { id: string; item: MessageItem }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const role = useAppState((state) => currentScenario(state)?.roles.partner[locale]);
  const name = item.speaker === 'learner' ? t('speaker.learner') : (role ?? t('speaker.partner'));
  return <span id={id}>{name}</span>;
}

/** Three bars in the colour of the voice, while this item is being heard. */
function VoiceMark({ item }: { item: MessageItem }) {
  const isSpeaking = useAppState((state) => state.session.phase === 'speaking');
  if (!isSpeaking || item.status === 'interrupted' || item.status === 'failed') return null;
  return (
    <span className={styles.voice} aria-hidden>
      <i />
      <i />
      <i />
    </span>
  );
}

function Words({ item }: { item: MessageItem }) {
  const { t } = useTranslation();
  const language = useAppState(practisedLanguage);
  if (item.status === 'pending') return <Waiting />;
  if (item.text === '' && item.status !== 'partial') return null;
  const isHeard = item.speaker === 'learner' && item.spoken && item.alternatives.length > 0;
  return (
    <p className={styles.text} lang={language} dir="auto">
      {isHeard ? <HeardLabel /> : null}
      {item.text}
      {item.status === 'interrupted' ? (
        <span className={styles.cut}>
          <span aria-hidden>—</span>
          <CutLabel text={t('transcript.cut')} />
        </span>
      ) : null}
    </p>
  );
}

function HeardLabel() {
  const { t, i18n } = useTranslation();
  return (
    <span className={styles.heard} lang={i18n.language}>
      {t('transcript.heard')}
    </span>
  );
}

function CutLabel({ text }: { text: string }) {
  const { i18n } = useTranslation();
  return (
    <span className={styles.hidden} lang={i18n.language}>
      {text}
    </span>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <p className={styles.text}>
      <span className={styles.waiting} aria-hidden>
        <i />
        <i />
        <i />
      </span>
      <span className={styles.hidden}>{t('transcript.pending')}</span>
    </p>
  );
}

function Trouble({ item }: { item: MessageItem }) {
  const { t } = useTranslation();
  if (item.status !== 'failed') return null;
  const what =
    item.failure === null ? t('transcript.failed') : t(`failure.${item.failure.code}.what`);
  return <p className={styles.quiet}>{what}</p>;
}
