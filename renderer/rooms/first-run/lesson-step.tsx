import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../locales/language-name.ts';
import { useLocale } from '../../locales/use-locale.ts';
import { type App, useApp, useAppState } from '../../stores/app-context.tsx';
import { showFailure } from '../../stores/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceCard } from './choice-card.tsx';
import styles from './first-run.module.css';
import { fittingLesson, offeredLessons } from './offered-lessons.ts';
import { forgetProgress } from './progress.ts';
import { StepTitle } from './step-title.tsx';

/** The first lesson: the last press of the first run, and the partner speaks. */
export function LessonStep() {
  const { t } = useTranslation();
  const app = useApp();
  const locale = useLocale();
  const settings = useAppState((state) => state.settings);
  const scenarios = useAppState((state) => state.scenarios);
  const { language } = settings;
  const lessons = offeredLessons(scenarios, settings);
  const [picked, setPicked] = useState<string | null | undefined>(undefined);
  const chosen = picked === undefined ? fittingLesson(scenarios, settings) : picked;
  const name = languageName(language, locale);
  return (
    <>
      <StepTitle title={t('firstRun.lesson.title')}>{t('firstRun.lesson.intro')}</StepTitle>
      {lessons.length > 0 ? null : (
        <p className={styles.intro}>{t('firstRun.lesson.noneYet', { language: name })}</p>
      )}
      <fieldset className={styles.group} aria-label={t('firstRun.lesson.choose')}>
        {lessons.map(({ id, title, summary, level }) => (
          <ChoiceCard
            key={id}
            group="lesson"
            title={t('firstRun.lesson.titled', { title: title[locale], level })}
            hint={summary[locale]}
            checked={chosen === id}
            onChoose={() => setPicked(id)}
          />
        ))}
        <FreeLesson checked={chosen === null} onChoose={() => setPicked(null)} />
      </fieldset>
      <Button look="solid" onClick={() => void begin(app, chosen)}>
        {t('firstRun.lesson.begin')}
      </Button>
    </>
  );
}

function FreeLesson({ checked, onChoose }: { checked: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  const isPartner = useAppState((state) => state.session.endpoint.kind === 'partner');
  return (
    <ChoiceCard
      group="lesson"
      title={t('scenario.free')}
      hint={isPartner ? t('teach.partnerUnguided') : t('scenario.freeSummary')}
      checked={checked}
      onChoose={onChoose}
    />
  );
}

/** Saves the choice, opens the talk room, and starts the session: the partner has the first word. */
async function begin(app: App, scenario: string | null): Promise<void> {
  // Before the first await, while the click still counts as one.
  app.engine.resume().catch((error: unknown) => showFailure(app.store, error));
  forgetProgress();
  if (!(await app.send('settings.change', { scenario, introduced: true }))) return;
  await app.send('session.start', { keep: false });
}
