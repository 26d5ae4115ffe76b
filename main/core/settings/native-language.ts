import type { Settings } from '../../../contract/settings.ts';

/**
 * BCP 47 tag of the learner's own language: the chosen one, else that of the user interface, else
 * the system's (`system`, such as `zh-TW`), named by its script where Chinese is meant.
 */
export function nativeLanguageOf(
  settings: Pick<Settings, 'nativeLanguage' | 'locale'>,
  system: string,
): string {
  return settings.nativeLanguage ?? settings.locale ?? plainTag(system);
}

/** The language that the operating system speaks, as Node tells it. */
export function systemLanguage(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale;
}

function plainTag(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return language === 'zh' ? `${language}-${script}` : language;
  } catch {
    return 'en';
  }
}
