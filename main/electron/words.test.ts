import { expect, it } from 'vitest';
import { desktopLocale, fill, wordsOf } from './words.ts';

it('says the same in both languages, with the same places to fill', () => {
  const holes = (text: string): string[] => (text.match(/\{[a-z]+\}/g) ?? []).sort();
  expect(Object.keys(wordsOf['zh-Hant'])).toEqual(Object.keys(wordsOf.en));
  for (const [key, text] of Object.entries(wordsOf.en)) {
    const other = Reflect.get(wordsOf['zh-Hant'], key);
    expect([key, text.trim() === '' || other.trim() === '']).toEqual([key, false]);
    expect([key, holes(other)]).toEqual([key, holes(text)]);
    if (text !== 'Parley') expect([key, other]).not.toEqual([key, text]);
  }
});

it('follows the settings before the system', () => {
  expect(desktopLocale('en', 'zh-TW')).toBe('en');
  expect(desktopLocale('zh-Hant', 'en-GB')).toBe('zh-Hant');
  expect(['zh-TW', 'zh', 'ZH-HK', 'zha', 'de', ''].map((tag) => desktopLocale(null, tag))).toEqual([
    'zh-Hant',
    'zh-Hant',
    'zh-Hant',
    'en',
    'en',
    'en',
  ]);
});

it('fills in what is named and leaves the rest', () => {
  expect(fill('Hold {key} {other}', { key: '$&' })).toBe('Hold $& {other}');
  expect(fill('{constructor}', {})).toBe('{constructor}');
});
