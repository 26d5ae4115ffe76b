import { describe, expect, it } from 'vitest';
import { chooseLocale, createI18n } from './i18n.ts';
import { languageName } from './language-name.ts';

describe('chooseLocale', () => {
  it('follows the settings before the system', () => {
    expect(chooseLocale('zh-Hant', ['en-GB'])).toBe('zh-Hant');
    expect(chooseLocale('en', ['zh-TW'])).toBe('en');
  });

  it('finds the first language of the system that there are words for', () => {
    expect(chooseLocale(null, ['zh-TW', 'en'])).toBe('zh-Hant');
    expect(chooseLocale(null, ['de-AT', 'zh', 'en'])).toBe('zh-Hant');
    expect(chooseLocale(null, ['fr', 'en-US', 'zh-TW'])).toBe('en');
    expect(chooseLocale(null, ['zha', 'de'])).toBe('en');
    expect(chooseLocale(null, [])).toBe('en');
  });
});

describe('createI18n', () => {
  it('has its words at once and leaves what is inserted alone', () => {
    const words = createI18n('zh-Hant');
    expect(words.t('speaker.learner')).toBe('你');
    expect(words.t('teach.custom', { host: 'a & b' })).toContain('a & b');
  });
});

describe('languageName', () => {
  it('names a language in the language of the page', () => {
    expect(languageName('ja', 'en')).toBe('Japanese');
    expect(languageName('ja', 'zh-Hant')).toBe('日文');
  });

  it('shows a tag that is none as it is', () => {
    expect(languageName('not a tag', 'en')).toBe('not a tag');
  });
});
