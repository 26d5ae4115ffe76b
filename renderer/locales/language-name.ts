import type { Locale } from '../../contract/locale.ts';

/** The name of the language `tag` (BCP 47) in `locale`; the tag itself where it has none. */
export function languageName(tag: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
