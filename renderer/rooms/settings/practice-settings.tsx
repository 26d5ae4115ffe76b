import { useTranslation } from 'react-i18next';
import { levels, voices } from '../../../contract/settings.ts';
import { languageName } from '../../locales/language-name.ts';
import { useLocale } from '../../locales/use-locale.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { SelectField } from '../../ui/field.tsx';
import { formatSpeed, languages, speeds } from './choices.ts';
import { useChange } from './use-change.ts';

/** What is practised, and how it sounds. */
export function PracticeSettings() {
  const { t } = useTranslation();
  const change = useChange();
  const locale = useLocale();
  const { language, mode, voice, speed, level } = useAppState((state) => state.settings);
  const tags = [...new Set([...languages, language])];
  return (
    <>
      <SelectField
        label={t('settings.language')}
        hint={t('settings.languageHint')}
        value={language}
        options={tags.map((value) => ({ value, label: languageName(value, locale) }))}
        onChange={(value) => change({ language: value })}
      />
      <SelectField
        label={t('settings.level')}
        hint={t('settings.levelHint')}
        value={level}
        options={levels.map((value) => ({ value, label: t(`settings.levels.${value}`) }))}
        onChange={(value) => change({ level: value })}
      />
      <HelpSettings />
      <SelectField
        label={t('settings.mode')}
        value={mode}
        options={(['push_to_talk', 'hands_free'] as const).map((value) => ({
          value,
          label: t(`mode.${value}`),
        }))}
        onChange={(value) => change({ mode: value })}
      />
      <SelectField
        label={t('settings.voice')}
        hint={t('settings.voiceHint')}
        value={voice}
        options={voices.map((value) => ({ value, label: value }))}
        onChange={(value) => change({ voice: value })}
      />
      <SelectField
        label={t('settings.speed')}
        value={String(speed)}
        options={speeds.map((value) => ({
          value: String(value),
          label: formatSpeed(value, locale),
        }))}
        onChange={(value) => change({ speed: Number(value) })}
      />
    </>
  );
}

/** In which language help is given, and when the partner's words are shown. */
function HelpSettings() {
  const { t } = useTranslation();
  const change = useChange();
  const locale = useLocale();
  const { nativeLanguage, partnerWords } = useAppState((state) => state.settings);
  const tags = [...new Set([...languages, ...(nativeLanguage === null ? [] : [nativeLanguage])])];
  return (
    <>
      <SelectField
        label={t('settings.nativeLanguage')}
        hint={t('settings.nativeLanguageHint')}
        value={nativeLanguage ?? 'interface'}
        options={[
          { value: 'interface', label: t('settings.asInterface') },
          ...tags.map((value) => ({ value, label: languageName(value, locale) })),
        ]}
        onChange={(value) => change({ nativeLanguage: value === 'interface' ? null : value })}
      />
      <SelectField
        label={t('settings.partnerWords')}
        hint={t('settings.partnerWordsHint')}
        value={partnerWords}
        options={(['shown', 'on_hint'] as const).map((value) => ({
          value,
          label: t(`settings.partnerWordsChoices.${value}`),
        }))}
        onChange={(value) => change({ partnerWords: value })}
      />
    </>
  );
}
