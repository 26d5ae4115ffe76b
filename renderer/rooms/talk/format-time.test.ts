import { describe, expect, it } from 'vitest';
import { formatTime } from './format-time.ts';

describe('formatTime', () => {
  it('writes milliseconds under a second and seconds from there', () => {
    expect(formatTime(0, 'en')).toBe('1 ms');
    expect(formatTime(412.6, 'en')).toBe('413 ms');
    expect(formatTime(1240, 'en')).toBe('1.2 sec');
    expect(formatTime(1240, 'zh-Hant')).toBe('1.2 秒');
  });
});
