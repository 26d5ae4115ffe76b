import { type Locale, type Localized, locales } from '../../contract/locale.ts';
import type { Guided } from '../../contract/scenario.ts';
import { fill, hasPlaces, type Variables } from './fill.ts';

/** Which lines a guided partner says in one response. */
export type SaidLines =
  | { readonly kind: 'steps'; readonly steps: readonly string[] }
  | { readonly kind: 'misheard' };

/**
 * What the lines mean, their variables named in each language. Null where the scenario does not
 * say so of one of them, or where a variable is missing.
 */
export function meaningOfLines(
  guided: Guided,
  said: SaidLines,
  variables: Variables,
): Localized | null {
  const meanings = said.kind === 'misheard' ? [guided.misheardMeaning] : meaningsOf(guided, said);
  const known = meanings.filter((meaning) => meaning !== undefined);
  if (known.length === 0 || known.length < meanings.length) return null;
  const inLocale = (locale: Locale): string =>
    known
      .map((meaning) => fill(meaning[locale], termsIn(guided, variables, locale)))
      .join(locale === 'zh-Hant' ? '' : ' ');
  const whole = { en: inLocale('en'), 'zh-Hant': inLocale('zh-Hant') };
  return locales.some((locale) => hasPlaces(whole[locale])) ? null : whole;
}

function meaningsOf(guided: Guided, said: Extract<SaidLines, { kind: 'steps' }>) {
  return said.steps.map((name) =>
    Object.hasOwn(guided.steps, name) ? guided.steps[name]?.meaning : undefined,
  );
}

function termsIn(guided: Guided, variables: Variables, locale: Locale): Variables {
  const named = Object.entries(variables).map(([name, value]) => {
    const terms = guided.terms ?? {};
    const term = Object.hasOwn(terms, String(value)) ? terms[String(value)] : undefined;
    return [name, term?.[locale] ?? value] as const;
  });
  return Object.fromEntries(named);
}
