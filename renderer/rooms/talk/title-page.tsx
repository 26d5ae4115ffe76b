import { useTranslation } from 'react-i18next';
import type { ScenarioSummary } from '../../../contract/scenario.ts';
import { languageName } from '../../locales/language-name.ts';
import { useLocale } from '../../locales/use-locale.ts';
import { useAppState, useShowDialog } from '../../stores/app-context.tsx';
import { currentScenario } from '../../stores/conversation.ts';
import { Button } from '../../ui/button.tsx';
import { LessonBudget } from './lesson-budget.tsx';
import styles from './title-page.module.css';

/** The empty page: what will be played, how to speak, and who answers. */
export function TitlePage() {
  const scenario = useAppState(currentScenario);
  return (
    <div className={styles.title}>
      {scenario === null ? <FreeTitle /> : <ScenarioTitle scenario={scenario} />}
      <HowTo />
      <LessonBudget />
      <WhoAnswers isGuided={scenario?.guided ?? false} />
    </div>
  );
}

function FreeTitle() {
  const { t } = useTranslation();
  const locale = useLocale();
  const language = useAppState((state) => state.settings.language);
  return (
    <>
      <p className={styles.eyebrow}>{languageName(language, locale)}</p>
      <h2>{t('scenario.free')}</h2>
      <p className={styles.summary}>{t('scenario.freeSummary')}</p>
    </>
  );
}

function ScenarioTitle({ scenario }: { scenario: ScenarioSummary }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { level, language, title, summary, roles } = scenario;
  return (
    <>
      <p className={styles.eyebrow}>
        {t('scenario.eyebrow', { level, language: languageName(language, locale) })}
      </p>
      <h2>{title[locale]}</h2>
      <p className={styles.summary}>{summary[locale]}</p>
      <p className={styles.roles}>
        {t('scenario.roles', { learner: roles.learner[locale], partner: roles.partner[locale] })}
      </p>
    </>
  );
}

function HowTo() {
  const { t } = useTranslation();
  const show = useShowDialog();
  const isHandsFree = useAppState((state) => state.settings.mode === 'hands_free');
  return (
    <ol className={styles.steps} aria-label={t('teach.label')}>
      <li>
        <p>{t('teach.choose')}</p>
        <Button onClick={() => show('scenarios')}>{t('teach.chooseButton')}</Button>
      </li>
      <li>
        <p>{isHandsFree ? t('teach.startHandsFree') : t('teach.start')}</p>
      </li>
      <li>
        <p>{isHandsFree ? t('teach.speakHandsFree') : t('teach.speak')}</p>
      </li>
    </ol>
  );
}

function WhoAnswers({ isGuided }: { isGuided: boolean }) {
  const { t } = useTranslation();
  const show = useShowDialog();
  const { kind, model, host } = useAppState((state) => state.session.endpoint);
  if (kind === 'openai') return <p className={styles.who}>{t('teach.openai', { model })}</p>;
  if (kind === 'custom') return <p className={styles.who}>{t('teach.custom', { host })}</p>;
  return (
    <div className={styles.who}>
      <p>{isGuided ? t('teach.partner') : t('teach.partnerUnguided')}</p>
      <Button look="plain" onClick={() => show('settings')}>
        {t('teach.addKey')}
      </Button>
    </div>
  );
}
