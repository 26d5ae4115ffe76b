import { ChevronDown, CircleQuestionMark, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../locales/use-locale.ts';
import { useAppState, useShowDialog } from '../../stores/app-context.tsx';
import { currentScenario } from '../../stores/conversation.ts';
import { Button } from '../../ui/button.tsx';
import styles from './header.module.css';

/** The name of the app, the scenario, and the doors to the dialogs. */
export function Header() {
  const { t } = useTranslation();
  const show = useShowDialog();
  return (
    <header className={styles.header}>
      <h1 className={styles.name}>{t('app.name')}</h1>
      <ScenarioButton />
      <div className={styles.tools}>
        <Button look="icon" aria-label={t('header.shortcuts')} onClick={() => show('shortcuts')}>
          <CircleQuestionMark aria-hidden size={20} strokeWidth={1.75} />
        </Button>
        <Button look="icon" aria-label={t('header.settings')} onClick={() => show('settings')}>
          <Settings aria-hidden size={20} strokeWidth={1.75} />
        </Button>
      </div>
    </header>
  );
}

function ScenarioButton() {
  const { t } = useTranslation();
  const show = useShowDialog();
  const locale = useLocale();
  const scenario = useAppState(currentScenario);
  return (
    <Button look="quiet" aria-haspopup="dialog" onClick={() => show('scenarios')}>
      <span className={styles.label}>{t('header.scenario')}</span>
      <span className={styles.title}>{scenario?.title[locale] ?? t('scenario.free')}</span>
      <ChevronDown aria-hidden size={16} />
    </Button>
  );
}
