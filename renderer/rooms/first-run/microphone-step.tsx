import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { MicrophoneFailure } from '../../audio/microphone-failure.ts';
import { useApp, useAppState, useUiState } from '../../stores/app-context.tsx';
import { showFailure } from '../../stores/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { InputDeviceField } from '../settings/sound-settings.tsx';
import styles from './first-run.module.css';
import { LevelBar } from './level-bar.tsx';
import { StepTitle } from './step-title.tsx';
import { TakeTest } from './take-test.tsx';
import { useMicrophone } from './use-microphone.ts';

/** Asks for the microphone when the learner says so, and shows that it hears. */
export function MicrophoneStep() {
  const { t } = useTranslation();
  const { ui, store, engine } = useApp();
  const isTrying = useUiState((state) => state.tryingMicrophone);
  useEffect(() => {
    return () => {
      engine.selfTest.stop();
      ui.setState({ tryingMicrophone: false });
    };
  }, [ui, engine]);
  const begin = (): void => {
    // Inside the click: the browser lets sound begin, and asks, only there.
    engine.resume().catch((error: unknown) => showFailure(store, error));
    ui.setState({ tryingMicrophone: true });
  };
  return (
    <>
      <StepTitle title={t('firstRun.microphone.title')}>{t('firstRun.microphone.intro')}</StepTitle>
      {isTrying ? (
        <Trial />
      ) : (
        <Button look="solid" onClick={begin}>
          {t('firstRun.microphone.allow')}
        </Button>
      )}
    </>
  );
}

function Trial() {
  const { t } = useTranslation();
  const { state, failure } = useMicrophone();
  return (
    <>
      {state === 'asking' ? <p role="status">{t('firstRun.microphone.asking')}</p> : null}
      {state !== 'asking' && failure !== null ? <Trouble failure={failure} /> : null}
      {state === 'open' ? (
        <>
          <LevelBar />
          <TakeTest />
        </>
      ) : null}
      <InputDeviceField />
    </>
  );
}

function Trouble({ failure }: { failure: MicrophoneFailure }) {
  const { t } = useTranslation();
  const { engine, send, store } = useApp();
  const hasSettings = useAppState(({ desktop }) => {
    const isApp = Object.values(desktop.has).some(Boolean);
    return isApp && (desktop.platform === 'darwin' || desktop.platform === 'win32');
  });
  const retry = (): void => {
    engine.openMicrophone().catch((error: unknown) => showFailure(store, error));
  };
  return (
    <div className={styles.trouble} role="alert">
      <p>{t(`firstRun.failures.${failure}`)}</p>
      <div className={styles.buttons}>
        <Button onClick={retry}>{t('firstRun.microphone.retry')}</Button>
        {failure === 'microphone_refused' && hasSettings ? (
          <Button onClick={() => void send('desktop.microphoneSettings', {})}>
            {t('firstRun.microphone.settings')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
