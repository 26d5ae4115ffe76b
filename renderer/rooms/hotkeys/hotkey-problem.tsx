import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './hotkeys.module.css';

/** Why the global keys do not fire, or do less than they could, and what can be done. */
export function HotkeyProblem() {
  const { t } = useTranslation();
  const { send } = useApp();
  const problem = useAppState((state) => state.hotkeys.problem);
  return (
    <div role="status">
      {problem === null ? null : (
        <div className={styles.problem}>
          <p className={styles.what}>{t(`hotkeys.problems.${problem}.what`)}</p>
          <p>{t(`hotkeys.problems.${problem}.next`)}</p>
          {problem === 'accessibility' ? (
            <Button onClick={() => void send('hotkeys.requestAccess', {})}>
              {t('hotkeys.access')}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
