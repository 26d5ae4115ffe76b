import { useTranslation } from 'react-i18next';
import { type Locale, locales } from '../../contract/locale.ts';

/** The language of the page. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return locales.find((locale) => locale === i18n.language) ?? 'en';
}
