import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowDialog } from '../../stores/app-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { AnswerSettings } from './answer-settings.tsx';
import { DesktopSettings } from './desktop-settings.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { HotkeySettings } from './hotkey-settings.tsx';
import { ListeningSettings } from './listening-settings.tsx';
import { PracticeSettings } from './practice-settings.tsx';
import styles from './settings.module.css';
import { SoundSettings } from './sound-settings.tsx';
import { TurnSettings } from './turn-settings.tsx';

/** All settings. Each change is saved at once. */
export function SettingsDialog() {
  const { t } = useTranslation();
  const show = useShowDialog();
  return (
    <Dialog title={t('settings.title')} onClose={() => show(null)}>
      <Group title={t('settings.general')}>
        <GeneralSettings />
      </Group>
      <Group title={t('settings.answers')}>
        <AnswerSettings />
      </Group>
      <Group title={t('settings.practice')}>
        <PracticeSettings />
      </Group>
      <Group title={t('hotkeys.title')}>
        <HotkeySettings />
      </Group>
      <Group title={t('settings.turns')}>
        <TurnSettings />
      </Group>
      <Group title={t('settings.listening')}>
        <ListeningSettings />
      </Group>
      <Group title={t('settings.sound')}>
        <SoundSettings />
      </Group>
      <Group title={t('desktop.title')}>
        <DesktopSettings />
      </Group>
    </Dialog>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
