import type { i18n } from 'i18next';
import { useEffect } from 'react';
import type { Settings } from '../contract/settings.ts';
import { chooseLocale } from './locales/i18n.ts';

/** Keeps the words, `<html lang>` and the theme as the settings or the system have them. */
export function usePageLook(
  words: i18n,
  { locale: chosen, theme }: Pick<Settings, 'locale' | 'theme'>,
): void {
  const locale = chooseLocale(chosen, navigator.languages);
  useEffect(() => {
    document.documentElement.lang = locale;
    void words.changeLanguage(locale);
  }, [words, locale]);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
