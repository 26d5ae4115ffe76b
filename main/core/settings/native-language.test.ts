import { describe, expect, it } from 'vitest';
import { nativeLanguageOf } from './native-language.ts';

const unset = { nativeLanguage: null, locale: null };

describe('the learner’s own language', () => {
  it('is the chosen one, else the interface’s, else the system’s', () => {
    expect(nativeLanguageOf({ nativeLanguage: 'ja', locale: 'en' }, 'de-DE')).toBe('ja');
    expect(nativeLanguageOf({ nativeLanguage: null, locale: 'zh-Hant' }, 'de-DE')).toBe('zh-Hant');
    expect(nativeLanguageOf(unset, 'de-DE')).toBe('de');
  });

  it('tells the scripts of Chinese apart by the place, and survives nonsense', () => {
    expect(nativeLanguageOf(unset, 'zh-TW')).toBe('zh-Hant');
    expect(nativeLanguageOf(unset, 'zh-CN')).toBe('zh-Hans');
    expect(nativeLanguageOf(unset, '_')).toBe('en');
  });
});
