import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './first-run.module.css';
import { judgeTake, type TakeVerdict } from './judge-take.ts';

type State = 'ready' | 'recording' | 'playing' | TakeVerdict;

/** Records three seconds and plays them back. Nothing of it leaves the page or is kept. */
export function TakeTest() {
  const { t } = useTranslation();
  const { engine } = useApp();
  const [state, setState] = useState<State>('ready');
  const isBusy = state === 'recording' || state === 'playing';
  const run = async (): Promise<void> => {
    setState('recording');
    const samples = await engine.selfTest.record();
    if (samples === null) {
      setState('ready');
      return;
    }
    setState('playing');
    const verdict = judgeTake(samples);
    if (verdict !== 'silent') await engine.selfTest.play(samples);
    setState(verdict);
  };
  return (
    <div className={styles.take}>
      <Button disabled={isBusy} onClick={() => void run()}>
        {t('firstRun.microphone.record')}
      </Button>
      <p role="status">
        {isBusy ? t(`firstRun.microphone.${state}`) : null}
        {isBusy || state === 'ready' ? null : t(`firstRun.takes.${state}`)}
      </p>
    </div>
  );
}
