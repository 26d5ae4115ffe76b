import { useTranslation } from 'react-i18next';
import type { ScenarioSummary } from '../../../contract/scenario.ts';
import { languageName } from '../../locales/language-name.ts';
import { useLocale } from '../../locales/use-locale.ts';
import { useApp, useAppState, useShowDialog } from '../../stores/app-context.tsx';
import { chooseScenario } from '../../stores/conversation.ts';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './scenario-dialog.module.css';

/** All role-plays, and free conversation. */
export function ScenarioDialog() {
  const { t } = useTranslation();
  const show = useShowDialog();
  const scenarios = useAppState((state) => state.scenarios);
  const isOpen = useAppState((state) => state.session.phase !== 'offline');
  return (
    <Dialog title={t('scenario.choose')} onClose={() => show(null)}>
      {isOpen ? <p className={styles.hint}>{t('scenario.replaces')}</p> : null}
      <ul className={styles.list}>
        {scenarios.map((scenario) => (
          <li key={scenario.id}>
            <ScenarioCard scenario={scenario} />
          </li>
        ))}
        <li>
          <FreeCard />
        </li>
      </ul>
    </Dialog>
  );
}

function ScenarioCard({ scenario }: { scenario: ScenarioSummary }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { id, level, title, summary, guided } = scenario;
  const language = languageName(scenario.language, locale);
  return (
    <CardButton id={id} title={title[locale]} summary={summary[locale]}>
      {t('scenario.eyebrow', { level, language })}
      {guided ? <span className={styles.guided}>{t('scenario.guided')}</span> : null}
    </CardButton>
  );
}

function FreeCard() {
  const { t } = useTranslation();
  const locale = useLocale();
  const language = useAppState((state) => state.settings.language);
  return (
    <CardButton id={null} title={t('scenario.free')} summary={t('scenario.freeSummary')}>
      {languageName(language, locale)}
    </CardButton>
  );
}

interface CardProps {
  id: string | null;
  title: string;
  summary: string;
  children: React.ReactNode;
}

function CardButton({ id, title, summary, children }: CardProps) {
  const app = useApp();
  const show = useShowDialog();
  const isChosen = useAppState((state) => state.settings.scenario === id);
  const choose = (): void => {
    show(null);
    if (!isChosen) void chooseScenario(app, id);
  };
  return (
    <button type="button" className={styles.card} aria-pressed={isChosen} onClick={choose}>
      <span className={styles.eyebrow}>{children}</span>
      <span className={styles.title}>{title}</span>
      <span className={styles.summary}>{summary}</span>
    </button>
  );
}
