import { useTranslation } from 'react-i18next';
import { type Locale, locales } from '../../../contract/locale.ts';
import { languageName } from '../../locales/language-name.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { type Option, SelectField } from '../../ui/field.tsx';
import { useChange } from './use-change.ts';

/** The language and the looks of the app. */
export function GeneralSettings() {
  const { t } = useTranslation();
  const change = useChange();
  const { locale, theme } = useAppState((state) => state.settings);
  const languages: Option<Locale | 'system'>[] = [
    { value: 'system', label: t('settings.followSystem') },
    ...locales.map((value) => ({ value, label: languageName(value, value) })),
  ];
  const themes = (['system', 'light', 'dark'] as const).map((value) => ({
    value,
    label: t(`settings.themes.${value}`),
  }));
  return (
    <>
      <SelectField
        label={t('settings.locale')}
        value={locale ?? 'system'}
        options={languages}
        onChange={(value) => change({ locale: value === 'system' ? null : value })}
      />
      <SelectField
        label={t('settings.theme')}
        value={theme}
        options={themes}
        onChange={(value) => change({ theme: value })}
      />
    </>
  );
}
