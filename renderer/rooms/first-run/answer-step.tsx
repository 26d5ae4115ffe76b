import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyCheck, KeyStatus } from '../../../contract/calls/settings-calls.ts';
import { Failure } from '../../../contract/failure.ts';
import type { EndpointChoice } from '../../../contract/settings.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { KeyField } from '../settings/key-field.tsx';
import { useChange } from '../settings/use-change.ts';
import { ChoiceCard } from './choice-card.tsx';
import styles from './first-run.module.css';
import { StepTitle } from './step-title.tsx';

type Answerer = 'partner' | 'key' | 'server';

/** Who answers: the partner inside the app, or OpenAI with the learner's own key. */
export function AnswerStep() {
  const { t } = useTranslation();
  const change = useChange();
  const endpoint = useAppState((state) => state.settings.endpoint);
  const hasKey = useAppState((state) => state.key.configured);
  const [wantsKey, setWantsKey] = useState(false);
  const chosen = answererOf(endpoint, hasKey || wantsKey);
  const choose = (answerer: 'partner' | 'key'): void => {
    setWantsKey(answerer === 'key');
    // `automatic` is the partner until there is a key, so that nobody is left without an answer.
    change({ endpoint: { kind: answerer === 'key' ? 'automatic' : 'partner' } });
  };
  return (
    <>
      <StepTitle title={t('firstRun.answer.title')}>{t('firstRun.answer.intro')}</StepTitle>
      <fieldset className={styles.group} aria-label={t('firstRun.names.answer')}>
        <ChoiceCard
          group="answer"
          title={t('firstRun.answer.partner')}
          hint={t('firstRun.answer.partnerHint')}
          checked={chosen === 'partner'}
          onChoose={() => choose('partner')}
        />
        <ChoiceCard
          group="answer"
          title={t('firstRun.answer.key')}
          hint={t('firstRun.answer.keyHint')}
          checked={chosen === 'key'}
          onChoose={() => choose('key')}
        >
          <div className={styles.below}>
            <KeyField />
            <KeyAnswer />
          </div>
        </ChoiceCard>
        {endpoint.kind === 'custom' ? (
          <ChoiceCard
            group="answer"
            title={t('firstRun.answer.server')}
            hint={endpoint.url}
            checked={chosen === 'server'}
            onChoose={() => undefined}
          />
        ) : null}
      </fieldset>
    </>
  );
}

function answererOf({ kind }: EndpointChoice, isKeyed: boolean): Answerer {
  if (kind === 'custom') return 'server';
  if (kind === 'partner') return 'partner';
  return kind === 'openai' || isKeyed ? 'key' : 'partner';
}

/** What the endpoint says to the key, asked as soon as there is one. */
function KeyAnswer() {
  const { t } = useTranslation();
  const status = useAppState((state) => state.key);
  const check = useKeyCheck(status);
  if (!status.configured) return <p role="status">{t('firstRun.answer.without')}</p>;
  if (check === null) return <p role="status">{t('firstRun.answer.checking')}</p>;
  const { failure, host } = check;
  if (failure === null) return <p role="status">{t('firstRun.answer.good', { host })}</p>;
  return (
    <p role="status">
      {t(`failure.${failure.code}.what`)} {t(`failure.${failure.code}.next`)}
    </p>
  );
}

/** Null until the answer is there. Every status is a new object, so a replaced key is asked about. */
function useKeyCheck(status: KeyStatus): KeyCheck | null {
  const { call } = useApp();
  const [check, setCheck] = useState<KeyCheck | null>(null);
  useEffect(() => {
    if (!status.configured) return;
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const answer = await call('key.check', { key: null }).catch(
        (error: unknown): KeyCheck => ({ failure: Failure.from(error).data, host: '' }),
      );
      if (isCurrent) setCheck(answer);
    };
    setCheck(null);
    void look();
    return () => {
      isCurrent = false;
    };
  }, [call, status]);
  return check;
}
