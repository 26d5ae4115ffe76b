import { useTranslation } from 'react-i18next';
import { useApp, useShowDialog } from '../../stores/app-context.tsx';
import { showFailure } from '../../stores/app-store.ts';
import { startConversation } from '../../stores/conversation.ts';
import { Button } from '../../ui/button.tsx';
import type { Remedy } from './remedies.ts';

/** One way out of a failure. */
export function RemedyButton({
  remedy,
  onDone,
}: {
  remedy: Remedy;
  onDone: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const { store, send, engine } = useApp();
  const show = useShowDialog();
  const actions: Record<Remedy, () => void> = {
    reconnect: () => void startConversation(store, send),
    settings: () => show('settings'),
    microphone: () => {
      onDone?.();
      engine.openMicrophone().catch((error: unknown) => showFailure(store, error));
    },
  };
  return <Button onClick={actions[remedy]}>{t(`remedy.${remedy}`)}</Button>;
}
