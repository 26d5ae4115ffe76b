import { Check, Minus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointReport, StepResult } from '../../../../contract/endpoint-report.ts';
import { Failure, type FailureData } from '../../../../contract/failure.ts';
import { useApp } from '../../../stores/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import styles from './endpoint.module.css';
import { useProfile } from './use-profile.tsx';

type State = 'idle' | 'asked' | EndpointReport | FailureData;

/** Tries the profile in force out, and says what works there and what to do about the rest. */
export function EndpointTrial() {
  const { t } = useTranslation();
  const { call } = useApp();
  const profile = useProfile();
  const [state, setState] = useState<State>('idle');
  const run = async (): Promise<void> => {
    if (state === 'asked') return;
    setState('asked');
    setState(
      await call('endpoint.test', { profile: profile.id }).catch(
        (error) => Failure.from(error).data,
      ),
    );
  };
  return (
    <section aria-label={t('trial.title')} className={styles.trial}>
      <div className={styles.actions}>
        {/* Not `disabled`: the focus would be lost, and Escape with it. */}
        <Button aria-disabled={state === 'asked'} onClick={() => void run()}>
          {t('trial.run')}
        </Button>
        <p className={styles.note}>{t('trial.cost')}</p>
      </div>
      <p role="status">
        <Summary state={state} />
      </p>
      {typeof state === 'object' && 'steps' in state ? <Report report={state} /> : null}
    </section>
  );
}

function Summary({ state }: { state: State }) {
  const { t } = useTranslation();
  if (state === 'idle') return null;
  if (state === 'asked') return t('trial.running');
  if (!('steps' in state)) return `${t(`failure.${state.code}.what`)} ${state.text}`;
  const { usable, steps, host, model } = state;
  const isWhole = steps.every(({ outcome }) => outcome !== 'missing');
  if (!usable) return t('trial.unusable', { host });
  return t(isWhole ? 'trial.whole' : 'trial.usable', { host, model });
}

function Report({ report }: { report: EndpointReport }) {
  const { t } = useTranslation();
  const { ping, event } = report.roundTrip;
  return (
    <>
      <ul className={styles.steps}>
        {report.steps
          .filter(({ outcome }) => outcome !== 'untried')
          .map((result) => (
            <Step key={result.step} result={result} />
          ))}
      </ul>
      <p className={styles.note}>
        {[
          ping === null ? '' : t('trial.ping', { milliseconds: ping }),
          event === null ? '' : t('trial.event', { milliseconds: event }),
          report.dialect === null ? '' : t(`trial.dialects.${report.dialect}`),
          report.proxy === null ? '' : t('trial.proxy', { host: report.proxy }),
        ]
          .filter((text) => text !== '')
          .join(' ')}
      </p>
    </>
  );
}

const marks = { good: Check, missing: Minus, failed: X, untried: Minus } as const;

function Step({ result: { step, outcome, milliseconds, failure } }: { result: StepResult }) {
  const { t } = useTranslation();
  const Mark = marks[outcome];
  return (
    <li className={styles.step} data-outcome={outcome}>
      <Mark aria-hidden size={16} />
      <span>{t(`trial.steps.${step}`)}</span>
      <span className={styles.outcome}>
        {t(`trial.outcomes.${outcome}`)}
        {milliseconds === null ? '' : ` · ${t('trial.milliseconds', { milliseconds })}`}
      </span>
      {outcome === 'good' ? null : (
        <div className={styles.advice}>
          <p>
            {failure === null || failure.code === 'endpoint_error'
              ? t(`trial.advice.${step}`)
              : `${t(`failure.${failure.code}.what`)} ${t(`failure.${failure.code}.next`)}`}
          </p>
          {failure === null ? null : <p lang="en">{failure.text}</p>}
        </div>
      )}
    </li>
  );
}
