import { useTranslation } from 'react-i18next';
import { levels } from '../../../contract/settings.ts';
import { languageName } from '../../locales/language-name.ts';
import { useLocale } from '../../locales/use-locale.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { type Option, SelectField } from '../../ui/field.tsx';
import { languages } from '../settings/choices.ts';
import { useChange } from '../settings/use-change.ts';
import { ChoiceCard } from './choice-card.tsx';
import styles from './first-run.module.css';
import { fittingLesson } from './offered-lessons.ts';
import { StepTitle } from './step-title.tsx';

/** What is practised, from which language, and how well it is spoken already. */
export function LanguageStep() {
  const { t } = useTranslation();
  const change = useChange();
  const locale = useLocale();
  const settings = useAppState((state) => state.settings);
  const scenarios = useAppState((state) => state.scenarios);
  const { language, nativeLanguage } = settings;
  const own = nativeLanguage ?? locale;
  return (
    <>
      <StepTitle title={t('firstRun.language.title')}>{t('firstRun.language.intro')}</StepTitle>
      <SelectField
        label={t('firstRun.language.practised')}
        value={language}
        options={useLanguages(language)}
        onChange={(value) => {
          // A lesson in another language would go before it, also when the rest is skipped.
          const scenario = fittingLesson(scenarios, { ...settings, language: value });
          change({ language: value, scenario });
        }}
      />
      <SelectField
        label={t('firstRun.language.own')}
        hint={own === language ? t('firstRun.language.same') : undefined}
        value={own}
        options={useLanguages(own)}
        onChange={(value) => change({ nativeLanguage: value })}
      />
      <LevelChoice />
    </>
  );
}

/** Those that have lessons, and others, in the order in which their names are sorted here. */
function useLanguages(chosen: string): Option[] {
  const locale = useLocale();
  const scenarios = useAppState((state) => state.scenarios);
  const tags = new Set([...scenarios.map(({ language }) => language), ...languages, chosen]);
  const { compare } = new Intl.Collator(locale);
  return [...tags]
    .map((value) => ({ value, label: languageName(value, locale) }))
    .toSorted((one, other) => compare(one.label, other.label));
}

function LevelChoice() {
  const { t } = useTranslation();
  const change = useChange();
  const level = useAppState((state) => state.settings.level);
  return (
    <fieldset className={styles.group}>
      <legend>{t('firstRun.language.level')}</legend>
      <div>
        {levels.map((value) => (
          <ChoiceCard
            key={value}
            group="level"
            isShort
            title={value}
            hint={t(`firstRun.levels.${value}`)}
            checked={level === value}
            onChoose={() => change({ level: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
