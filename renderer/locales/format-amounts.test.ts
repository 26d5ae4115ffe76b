import { describe, expect, it } from 'vitest';
import { formatMinutes, formatMoney, formatShare } from './format-amounts.ts';

describe('formatMoney', () => {
  it.each([
    [0, '$0.00'],
    [1, '< $0.0001'],
    [99, '< $0.0001'],
    [100, '$0.0001'],
    [4_240, '$0.0042'],
    [10_000, '$0.01'],
    [42_100, '$0.042'],
    [423_700, '$0.424'],
    [1_250_000, '$1.25'],
    [1_234_567_890, '$1,234.57'],
  ])('writes %i millionths as %s', (micro, text) => {
    expect(formatMoney(micro, 'en')).toBe(text);
  });
});

describe('the other amounts', () => {
  it('are written in the language of the page', () => {
    expect(formatShare(0.924, 'en')).toBe('92%');
    expect(formatMinutes(1, 'en')).toBe('1 minute');
    expect(formatMinutes(15, 'zh-Hant')).toBe('15 分鐘');
  });
});
