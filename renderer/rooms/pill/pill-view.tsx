import type { i18n } from 'i18next';
import { Maximize2 } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { assertNever } from '../../../contract/base/assert-never.ts';
import { usePageLook } from '../../page-look.ts';
import type { AppState } from '../../stores/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { type Shape, shapeOf } from '../talk/shape.ts';
import { TalkShape } from '../talk/talk-shape.tsx';
import { useLevel } from '../talk/use-level.ts';
import type { Pill } from './create-pill.ts';
import styles from './pill.module.css';
import { pillLine } from './pill-words.ts';

/** The pill: what the session is doing and its last words, small, above other windows. */
export function PillView({ pill, words }: { pill: Pill; words: i18n }) {
  const state = useStore(pill.store);
  usePageLook(words, state.settings);
  if (state.link === 'opening') return null;
  return (
    <I18nextProvider i18n={words}>
      <PillCard pill={pill} state={state} />
    </I18nextProvider>
  );
}

function PillCard({ pill, state }: { pill: Pill; state: AppState }) {
  const { t } = useTranslation();
  const shape = shapeOf(state);
  return (
    <main
      className={styles.pill}
      data-shape={shape}
      onPointerEnter={() => pill.pointed(true)}
      onPointerLeave={() => pill.pointed(false)}
      onDoubleClick={pill.showMain}
    >
      <h1 className={styles.hidden}>{t('app.name')}</h1>
      <Sign pill={pill} shape={shape} />
      <div className={styles.text}>
        <div className={styles.head}>
          <p role="status" aria-label={t('session.label')}>
            {shape === 'muted' ? t('pill.muted') : t(`session.phase.${shape}`)}
          </p>
          <Rungs hint={state.session.hint} />
        </div>
        <Line state={state} />
      </div>
      <span className={styles.tools}>
        <Button look="icon" aria-label={t('pill.open')} onClick={pill.showMain}>
          <Maximize2 aria-hidden size={16} />
        </Button>
      </span>
    </main>
  );
}

function Sign({ pill, shape }: { pill: Pill; shape: Shape }) {
  const sign = useRef<HTMLSpanElement>(null);
  const { input, output } = pill.meters;
  useLevel(sign, {
    isActive: shape === 'listening' || shape === 'latched',
    read: input,
    name: '--level',
  });
  return (
    <span ref={sign} className={styles.sign} data-shape={shape} aria-hidden>
      <span className={styles.face}>
        <TalkShape shape={shape} output={output} size={20} />
      </span>
    </span>
  );
}

const rungs = ['sound', 'text', 'meaning'] as const;

/** Three marks, of which as many are filled as the learner has asked for. */
function Rungs({ hint }: { hint: AppState['session']['hint'] }) {
  const { t } = useTranslation();
  const reached = rungs.indexOf(hint);
  return (
    <span className={styles.rungs} role="img" aria-label={t(`pill.rungs.${hint}`)}>
      {rungs.map((rung, index) => (
        <i key={rung} data-filled={index <= reached} />
      ))}
    </span>
  );
}

function Line({ state }: { state: AppState }) {
  const { t } = useTranslation();
  const line = pillLine(state);
  switch (line.kind) {
    case 'words':
      return <Words text={line.text} language={line.language} />;
    case 'failure':
      return <p className={styles.note}>{t(`failure.${line.code}.what`)}</p>;
    case 'hidden':
      return <p className={styles.note}>{t('pill.hidden')}</p>;
    case 'gone':
      return <p className={styles.note}>{t('pill.gone')}</p>;
    case 'empty':
      return state.transcript.length > 0 ? (
        <p className={styles.note} />
      ) : (
        <p className={styles.note}>{t('pill.empty')}</p>
      );
    default:
      return assertNever(line);
  }
}

/** The end of the words; where their beginning does not fit, it fades out. */
function Words({ text, language }: { text: string; language: string }) {
  const line = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    const inner = element?.firstElementChild;
    if (element === null || !inner) return;
    // Only a new text can change it: the pill is as wide as it is.
    const isCut = text !== '' && inner.getBoundingClientRect().width > element.clientWidth;
    element.dataset.cut = String(isCut);
  }, [text]);
  return (
    <p ref={line} className={styles.words} lang={language} dir="auto">
      <span>{text}</span>
    </p>
  );
}
