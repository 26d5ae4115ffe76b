import { useTranslation } from 'react-i18next';
import type { Update } from '../../../contract/desktop.ts';
import { useApp, useAppState, useShowDialog } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField, SelectField } from '../../ui/field.tsx';
import { forgetProgress } from '../first-run/progress.ts';
import styles from './desktop-settings.module.css';
import { useChange } from './use-change.ts';

/** The app on this machine: what its host has, its version, and the way back to the first run. */
export function DesktopSettings() {
  const { t } = useTranslation();
  const change = useChange();
  const show = useShowDialog();
  const settings = useAppState((state) => state.settings);
  const { has, version, update } = useAppState((state) => state.desktop);
  const setUpAgain = (): void => {
    forgetProgress();
    show(null);
    change({ introduced: false });
  };
  return (
    <>
      <CheckField
        label={t('desktop.cues')}
        value={settings.cues}
        onChange={(cues) => change({ cues })}
      />
      {has.pill ? <PillField /> : null}
      {has.tray ? (
        <CheckField
          label={t('desktop.tray')}
          value={settings.closeToTray}
          onChange={(closeToTray) => change({ closeToTray })}
        />
      ) : null}
      {has.launchAtLogin ? (
        <CheckField
          label={t('desktop.launch')}
          value={settings.launchAtLogin}
          onChange={(launchAtLogin) => change({ launchAtLogin })}
        />
      ) : null}
      {update.state === 'unsupported' ? null : <UpdateField update={update} />}
      <div className={styles.about}>
        {version === '' ? null : <p>{t('desktop.version', { version })}</p>}
        <p>{t('desktop.privacy')}</p>
        <Button onClick={setUpAgain}>{t('desktop.again')}</Button>
      </div>
    </>
  );
}

function PillField() {
  const { t } = useTranslation();
  const change = useChange();
  const pill = useAppState((state) => state.settings.pill);
  return (
    <SelectField
      label={t('desktop.pill')}
      value={pill}
      options={(['off', 'in_session', 'always'] as const).map((value) => ({
        value,
        label: t(`desktop.pills.${value}`),
      }))}
      onChange={(value) => change({ pill: value })}
    />
  );
}

function UpdateField({ update }: { update: Update }) {
  const { t } = useTranslation();
  const { send } = useApp();
  const change = useChange();
  const isAutomatic = useAppState((state) => state.settings.automaticUpdates);
  const { state, version } = update;
  const isBusy = state === 'checking' || state === 'loading';
  return (
    <>
      <CheckField
        label={t('desktop.updates')}
        value={isAutomatic}
        onChange={(automaticUpdates) => change({ automaticUpdates })}
      />
      <div className={styles.update}>
        <p role="status">
          {state === 'unsupported' ? null : t(`desktop.update.${state}`)}{' '}
          {version === null ? null : t('desktop.update.found', { version })}
        </p>
        {state === 'ready' ? (
          <Button look="solid" onClick={() => void send('desktop.installUpdate', {})}>
            {t('desktop.restart')}
          </Button>
        ) : (
          <Button disabled={isBusy} onClick={() => void send('desktop.checkUpdates', {})}>
            {t('desktop.check')}
          </Button>
        )}
      </div>
    </>
  );
}
