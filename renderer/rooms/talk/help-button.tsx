import { LifeBuoy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState, useUiState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { holdHandlers } from './hold-handlers.ts';
import { ASK_KEY } from './shortcuts.ts';

/** Held like the talk control, but to ask for help: nothing of it enters the conversation. */
export function HelpButton() {
  const { t } = useTranslation();
  const { help } = useApp();
  const asking = useUiState((state) => state.asking);
  const { phase, helping } = useAppState((state) => state.session);
  return (
    <Button
      aria-pressed={asking || (helping && phase === 'listening')}
      aria-keyshortcuts={ASK_KEY}
      title={t('talk.helpTitle')}
      {...holdHandlers(help)}
    >
      <LifeBuoy aria-hidden size={16} strokeWidth={1.75} />
      {t('talk.help')}
    </Button>
  );
}
