import { UiohookKey } from 'uiohook-napi';
import { describe, expect, it } from 'vitest';
import { chordSchema } from '../../../contract/hotkeys.ts';
import { codeOfButton, codeOfKey, isKnownCode } from './key-codes.ts';

/** Where the library's word and the code of the page differ. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  Ctrl: 'ControlLeft',
  CtrlRight: 'ControlRight',
  Alt: 'AltLeft',
  Shift: 'ShiftLeft',
  Meta: 'MetaLeft',
  NumpadEnd: 'Numpad1',
  NumpadArrowDown: 'Numpad2',
  NumpadPageDown: 'Numpad3',
  NumpadArrowLeft: 'Numpad4',
  NumpadArrowRight: 'Numpad6',
  NumpadHome: 'Numpad7',
  NumpadArrowUp: 'Numpad8',
  NumpadPageUp: 'Numpad9',
  NumpadInsert: 'Numpad0',
  NumpadDelete: 'NumpadDecimal',
};

function expected(word: string): string {
  if (/^[A-Z]$/.test(word)) return `Key${word}`;
  return /^\d$/.test(word) ? `Digit${word}` : (OTHER_WORDS[word] ?? word);
}

describe('the table of keys', () => {
  it.each(Object.entries(UiohookKey))('knows %s', (word, keycode) => {
    const code = codeOfKey(keycode);
    expect(code).toBe(expected(word));
    expect(chordSchema.shape.key.parse(code)).toBe(code);
    expect(isKnownCode(expected(word))).toBe(true);
  });

  it('knows the buttons, and offers those that do not point', () => {
    expect([1, 2, 3, 4, 5].map(codeOfButton)).toEqual([
      'Mouse1',
      'Mouse2',
      'Mouse3',
      'Mouse4',
      'Mouse5',
    ]);
    expect(['Mouse1', 'Mouse2', 'Mouse3', 'Mouse4', 'Mouse5'].map(isKnownCode)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('says nothing of what it does not know', () => {
    expect(codeOfKey(0)).toBeNull();
    expect([0, 6, 'left', undefined].map(codeOfButton)).toEqual([null, null, null, null]);
  });
});
