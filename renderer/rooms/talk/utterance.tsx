import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageItem } from '../../../contract/session.ts';
import { useLocale } from '../../locales/use-locale.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { currentScenario, practisedLanguage } from '../../stores/conversation.ts';
import { DoubtsNote, MarkedText } from './doubts.tsx';
import { HeardNote } from './heard-note.tsx';
import { HiddenWords, HintNote } from './hint-note.tsx';
import { PausesNote } from './pauses-note.tsx';
import { ShownPicture } from './shown-picture.tsx';
import styles from './transcript.module.css';
import { VoiceMark } from './voice-mark.tsx';
import { Waiting } from './waiting.tsx';

interface UtteranceProps {
  item: MessageItem;
  /** It is the last one of its speaker. */
  isLatest: boolean;
  /** Nothing stands in the margin below it. */
  isAlone: boolean;
}

/** One turn of one side. */
export function Utterance({ item, isLatest, isAlone }: UtteranceProps) {
  const speakerId = useId();
  const isLearner = item.speaker === 'learner';
  return (
    <article
      className={`${styles.row} ${isLearner ? styles.learner : styles.partner}`}
      aria-labelledby={speakerId}
      aria-busy={item.status === 'partial'}
    >
      <p className={styles.speaker}>
        {isLearner || !isLatest ? null : <HeardNow item={item} />}
        <SpeakerName id={speakerId} item={item} />
      </p>
      <div className={styles.words}>
        {item.picture === null ? null : <ShownPicture picture={item.picture} text={item.text} />}
        <Words item={item} />
        {isLearner ? null : <HintNote item={item} isLatest={isLatest} />}
        <DoubtsNote item={item} isLatest={isLatest} />
        {item.delivery === null ? null : <PausesNote delivery={item.delivery} />}
        <Trouble item={item} />
      </div>
      {isLearner ? <HeardNote item={item} isOpen={isLatest} isAlone={isAlone} /> : null}
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

/** Marks this item while it is being heard. */
function HeardNow({ item }: { item: MessageItem }) {
  const isSpeaking = useAppState(({ session }) => session.phase === 'speaking' && !session.helping);
  if (!isSpeaking || item.status === 'interrupted' || item.status === 'failed') return null;
  return <VoiceMark />;
}

function Words({ item }: { item: MessageItem }) {
  const { t } = useTranslation();
  const language = useAppState(practisedLanguage);
  if (item.status === 'pending') return <Waiting label={t('transcript.pending')} />;
  if (item.text === '' && item.status !== 'partial') return <Unwritten item={item} />;
  if (item.hint === 'sound') return <HiddenWords />;
  const isHeard = item.speaker === 'learner' && item.spoken && item.alternatives.length > 0;
  return (
    <p className={styles.text} lang={language} dir="auto">
      {isHeard ? <HeardLabel /> : null}
      <MarkedText text={item.text} doubts={item.doubts} />
      {item.status === 'interrupted' ? (
        <span className={styles.cut}>
          <span aria-hidden>—</span>
          <CutLabel text={t('transcript.cut')} />
        </span>
      ) : null}
    </p>
  );
}

/** Something was said, and nobody was asked to write it down. */
function Unwritten({ item }: { item: MessageItem }) {
  const { t } = useTranslation();
  if (item.speaker !== 'learner' || item.status !== 'final' || !item.spoken) return null;
  return <p className={styles.quiet}>{t('transcript.unwritten')}</p>;
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

function Trouble({ item }: { item: MessageItem }) {
  const { t } = useTranslation();
  if (item.status !== 'failed') return null;
  const what =
    item.failure === null ? t('transcript.failed') : t(`failure.${item.failure.code}.what`);
  return <p className={styles.quiet}>{what}</p>;
}
