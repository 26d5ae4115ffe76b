import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../contract/base/assert-never.ts';
import type { FailureCode } from '../../../contract/failure.ts';
import { useApp } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { FailureBanners } from '../talk/failure-banners.tsx';
import { AnswerStep } from './answer-step.tsx';
import styles from './first-run.module.css';
import { KeyStep } from './key-step.tsx';
import { LanguageStep } from './language-step.tsx';
import { LessonStep } from './lesson-step.tsx';
import { MicrophoneStep } from './microphone-step.tsx';
import {
  forgetProgress,
  goTo,
  keepProgress,
  type Progress,
  readProgress,
  type Step,
  stepAfter,
  steps,
} from './progress.ts';

/** From the first window to the first spoken answer: five steps, each of which can be skipped. */
export function FirstRun() {
  const { t } = useTranslation();
  const { send } = useApp();
  const [progress, setProgress] = useState(readProgress);
  const go = (step: Step): void => {
    const next = goTo(progress, step);
    keepProgress(next);
    setProgress(next);
  };
  const leave = (): void => {
    forgetProgress();
    void send('settings.change', { introduced: true });
  };
  return (
    <div className={styles.room}>
      <header className={styles.header}>
        <h1 className={styles.name}>{t('firstRun.title')}</h1>
        <Button look="quiet" onClick={leave}>
          {t('firstRun.skip')}
        </Button>
      </header>
      <StepList progress={progress} onGo={go} />
      <main className={styles.main}>
        <div className={styles.step}>
          <StepView key={progress.step} step={progress.step} />
        </div>
      </main>
      <div>
        <FailureBanners quiet={told} />
      </div>
      <Footer step={progress.step} onGo={go} />
    </div>
  );
}

/** What the microphone's step says itself. */
const told: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'microphone_missing',
  'microphone_refused',
  'microphone_silent',
  'device_lost',
]);

function StepList({ progress, onGo }: { progress: Progress; onGo: (step: Step) => void }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.nav} aria-label={t('firstRun.steps')}>
      <ol>
        {steps.map((step, index) => {
          const isSeen = progress.seen.includes(step);
          return (
            <li key={step}>
              <button
                type="button"
                aria-current={step === progress.step ? 'step' : undefined}
                onClick={() => onGo(step)}
              >
                <span className={styles.number} data-seen={isSeen} aria-hidden>
                  {isSeen ? <Check size={14} strokeWidth={2.5} /> : index + 1}
                </span>
                <span className={styles.label}>{t(`firstRun.names.${step}`)}</span>
                {isSeen ? <span className={styles.hidden}>{t('firstRun.done')}</span> : null}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function StepView({ step }: { step: Step }) {
  switch (step) {
    case 'language':
      return <LanguageStep />;
    case 'microphone':
      return <MicrophoneStep />;
    case 'key':
      return <KeyStep />;
    case 'answer':
      return <AnswerStep />;
    case 'lesson':
      return <LessonStep />;
    default:
      return assertNever(step);
  }
}

function Footer({ step, onGo }: { step: Step; onGo: (step: Step) => void }) {
  const { t } = useTranslation();
  const [before, after] = [stepAfter(step, -1), stepAfter(step, 1)];
  return (
    <footer className={styles.footer}>
      {before === null ? (
        <span />
      ) : (
        <Button onClick={() => onGo(before)}>{t('firstRun.back')}</Button>
      )}
      <p className={styles.progress}>
        {t('firstRun.progress', { number: steps.indexOf(step) + 1, count: steps.length })}
      </p>
      {after === null ? (
        <span />
      ) : (
        <Button look="solid" onClick={() => onGo(after)}>
          {t('firstRun.next')}
        </Button>
      )}
    </footer>
  );
}
