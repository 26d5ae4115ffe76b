import { useTranslation } from 'react-i18next';
import { useShowDialog } from '../../stores/app-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useHotkeyName } from '../hotkeys/use-chord-label.tsx';
import styles from './shortcuts-dialog.module.css';

const shortcuts = [
  { keys: 'space', action: 'hold' },
  { keys: 'ask', action: 'ask' },
  { keys: 'hint', action: 'hint' },
  { keys: 'escape', action: 'stop' },
  { keys: 'slash', action: 'type' },
  { keys: 'enter', action: 'send' },
  { keys: 'shiftEnter', action: 'newline' },
  { keys: 'question', action: 'help' },
] as const;

/** What the keys do: those of this window, and those that are heard in every application. */
export function ShortcutsDialog() {
  const { t } = useTranslation();
  const show = useShowDialog();
  return (
    <Dialog title={t('shortcuts.title')} onClose={() => show(null)}>
      <GlobalKeys />
      <dl className={styles.list}>
        {shortcuts.map(({ keys, action }) => (
          <div key={keys} className={styles.row}>
            <dt>
              <kbd>{t(`shortcuts.keys.${keys}`)}</kbd>
            </dt>
            <dd>{t(`shortcuts.actions.${action}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function GlobalKeys() {
  const { t } = useTranslation();
  const names = {
    talk: useHotkeyName('talk'),
    help: useHotkeyName('help'),
    hint: useHotkeyName('hint'),
  };
  const active = (['talk', 'help', 'hint'] as const).filter((action) => names[action] !== null);
  if (active.length === 0) return null;
  return (
    <>
      <h3 className={styles.where}>{t('shortcuts.everywhere')}</h3>
      <dl className={styles.list}>
        {active.map((action) => (
          <div key={action} className={styles.row}>
            <dt>
              <kbd>{names[action]}</kbd>
            </dt>
            <dd>{t(`hotkeys.actions.${action}`)}</dd>
          </div>
        ))}
      </dl>
      <h3 className={styles.where}>{t('shortcuts.here')}</h3>
    </>
  );
}
