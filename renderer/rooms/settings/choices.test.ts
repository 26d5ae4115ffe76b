import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../contract/settings.ts';
import { formatSpeed, languages, readNumber, speeds } from './choices.ts';

describe('the choices', () => {
  it('are all such as the contract accepts', () => {
    for (const speed of speeds)
      expect(settingsSchema.shape.speed.safeParse(speed).success).toBe(true);
    for (const language of languages) {
      expect(settingsSchema.shape.language.safeParse(language).success).toBe(true);
      expect(Intl.getCanonicalLocales(language)).toEqual([language]);
    }
  });

  it('write a speed in the manner of the language', () => {
    expect(formatSpeed(1.25, 'en')).toBe('1.25×');
    expect(formatSpeed(1.25, 'de')).toBe('1,25×');
  });
});

describe('readNumber', () => {
  const range = { minimum: 0, maximum: 10 };

  it('holds a number in its range', () => {
    expect(readNumber('5', range)).toBe(5);
    expect(readNumber('-1', range)).toBe(0);
    expect(readNumber('99', range)).toBe(10);
  });

  it('takes nothing for nothing', () => {
    for (const text of ['', '  ', 'five', '1e999']) expect(readNumber(text, range)).toBeNull();
  });
});
