import { z } from 'zod';

/** The languages of the user interface. */
export const locales = ['en', 'zh-Hant'] as const;
export const localeSchema = z.enum(locales);
export type Locale = z.infer<typeof localeSchema>;

/** A short text in every language of the user interface. */
export const localizedSchema = z.strictObject({
  en: z.string().min(1).max(2000),
  'zh-Hant': z.string().min(1).max(2000),
});
export type Localized = z.infer<typeof localizedSchema>;
