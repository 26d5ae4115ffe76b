import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { assertNever } from '../contract/base/assert-never.ts';
import { usePageLook } from './page-look.ts';
import { FirstRun } from './rooms/first-run/first-run.tsx';
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
        <PageLook words={words} />
        <Room />
        <OpenDialog />
      </I18nextProvider>
    </AppProvider>
  );
}

/** The first run while it is not over, and then the conversation. */
function Room() {
  const isFirst = useAppState(({ link, settings }) => link !== 'opening' && !settings.introduced);
  return isFirst ? <FirstRun /> : <TalkRoom />;
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

function PageLook({ words }: { words: i18n }) {
  usePageLook(
    words,
    useAppState((state) => state.settings),
  );
  return null;
}
