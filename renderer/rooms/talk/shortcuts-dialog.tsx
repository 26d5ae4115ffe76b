import { useTranslation } from 'react-i18next';
import { useShowDialog } from '../../stores/app-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
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

/** What the keys do. */
export function ShortcutsDialog() {
  const { t } = useTranslation();
  const show = useShowDialog();
  return (
    <Dialog title={t('shortcuts.title')} onClose={() => show(null)}>
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
