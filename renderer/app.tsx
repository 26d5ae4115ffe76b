import type { i18n } from 'i18next';
import { useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import { assertNever } from '../contract/base/assert-never.ts';
import { chooseLocale } from './locales/i18n.ts';
import { SettingsDialog } from './rooms/settings/settings-dialog.tsx';
import { CostDialog } from './rooms/talk/cost-dialog.tsx';
import { ScenarioDialog } from './rooms/talk/scenario-dialog.tsx';
import { ShortcutsDialog } from './rooms/talk/shortcuts-dialog.tsx';
import { TalkRoom } from './rooms/talk/talk-room.tsx';
import { UsageDialog } from './rooms/usage/usage-dialog.tsx';
import { type App, AppProvider, useAppState, useUiState } from './stores/app-context.tsx';

/** Everything that is on the screen. */
export function AppView({ app, words }: { app: App; words: i18n }) {
  return (
    <AppProvider app={app}>
      <I18nextProvider i18n={words}>
        <PageLanguage words={words} />
        <PageTheme />
        <TalkRoom />
        <OpenDialog />
      </I18nextProvider>
    </AppProvider>
  );
}

function OpenDialog() {
  const dialog = useUiState((state) => state.dialog);
  switch (dialog) {
    case null:
      return null;
    case 'settings':
      return <SettingsDialog />;
    case 'scenarios':
      return <ScenarioDialog />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'cost':
      return <CostDialog />;
    case 'usage':
      return <UsageDialog />;
    default:
      return assertNever(dialog);
  }
}

/** Keeps the words and `<html lang>` in the language of the settings, or of the system. */
function PageLanguage({ words }: { words: i18n }) {
  const chosen = useAppState((state) => state.settings.locale);
  const locale = chooseLocale(chosen, navigator.languages);
  useEffect(() => {
    document.documentElement.lang = locale;
    void words.changeLanguage(locale);
  }, [words, locale]);
  return null;
}

function PageTheme() {
  const theme = useAppState((state) => state.settings.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return null;
}
