import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../../contract/locale.ts';
import en from './en.json' with { type: 'json' };
import zhHant from './zh-Hant.json' with { type: 'json' };

/** The words of the page in `locale`, loaded at once. React escapes what is inserted. */
export function createI18n(locale: Locale): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: en }, 'zh-Hant': { translation: zhHant } },
  });
  return instance;
}

/** The locale of the settings, or else the one nearest to what the system speaks. */
export function chooseLocale(chosen: Locale | null, system: readonly string[]): Locale {
  if (chosen !== null) return chosen;
  for (const tag of system) {
    if (/^zh\b/i.test(tag)) return 'zh-Hant';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
