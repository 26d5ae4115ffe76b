/** The speeds that are offered, from slow to fast; 1 is normal. */
export const speeds = [0.5, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5] as const;

/** Languages that are offered besides those of the scenarios: BCP 47 tags. */
export const languages = [
  'en',
  'es',
  'fr',
  'de',
  'it',
  'pt',
  'nl',
  'ja',
  'ko',
  'zh-Hant',
  'zh-Hans',
  'vi',
  'id',
  'th',
  'ar',
  'hi',
] as const;

/** A speed as it is written in `locale`, such as `0.8×`. */
export function formatSpeed(speed: number, locale: string): string {
  return `${new Intl.NumberFormat(locale).format(speed)}×`;
}

/** The number that was typed, held between `minimum` and `maximum`; null when it is none. */
export function readNumber(
  text: string,
  { minimum, maximum }: { minimum: number; maximum: number },
): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.min(maximum, Math.max(minimum, value)) : null;
}
