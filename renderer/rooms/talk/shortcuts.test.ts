import { describe, expect, it } from 'vitest';
import { decideKey, type KeyPress } from './shortcuts.ts';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  const plain = { isRepeat: false, isComposing: false, hasModifier: false, isDialogOpen: false };
  return { key, focus: 'page', ...plain, ...more };
}

describe('decideKey', () => {
  it('holds with Space on the page and at the control, and swallows what repeats', () => {
    expect(decideKey(press(' '))).toBe('hold');
    expect(decideKey(press(' ', { focus: 'talk' }))).toBe('hold');
    expect(decideKey(press(' ', { isRepeat: true }))).toBe('swallow');
  });

  it('leaves Space to fields, choices and buttons', () => {
    for (const focus of ['text', 'select', 'button'] as const) {
      expect(decideKey(press(' ', { focus }))).toBeNull();
    }
  });

  it('holds with Enter at the control alone', () => {
    expect(decideKey(press('Enter', { focus: 'talk' }))).toBe('hold');
    expect(decideKey(press('Enter'))).toBeNull();
    expect(decideKey(press('Enter', { focus: 'button' }))).toBeNull();
  });

  it('gives every key to dialogs, compositions and the system first', () => {
    for (const more of [{ isDialogOpen: true }, { isComposing: true }, { hasModifier: true }]) {
      for (const key of [' ', 'Escape', '/', 'i', '?']) {
        expect(decideKey(press(key, more))).toBeNull();
      }
    }
  });

  it('leaves a field with Escape, and stops elsewhere', () => {
    expect(decideKey(press('Escape', { focus: 'text' }))).toBe('leave');
    expect(decideKey(press('Escape', { focus: 'button' }))).toBe('stop');
  });

  it('holds a question with one letter and asks for a hint with another, once each', () => {
    for (const [key, action] of [
      ['h', 'ask'],
      ['H', 'ask'],
      ['t', 'hint'],
    ] as const) {
      expect(decideKey(press(key))).toBe(action);
      expect(decideKey(press(key, { focus: 'button' }))).toBe(action);
      expect(decideKey(press(key, { isRepeat: true }))).toBe('swallow');
      expect(decideKey(press(key, { focus: 'text' }))).toBeNull();
      expect(decideKey(press(key, { focus: 'select' }))).toBeNull();
      expect(decideKey(press(key, { hasModifier: true }))).toBeNull();
    }
  });

  it('knows its letters outside of fields and choices', () => {
    expect(decideKey(press('/'))).toBe('type');
    expect(decideKey(press('i', { focus: 'button' }))).toBe('type');
    expect(decideKey(press('?'))).toBe('help');
    for (const key of ['/', 'i', '?']) {
      expect(decideKey(press(key, { focus: 'text' }))).toBeNull();
      expect(decideKey(press(key, { focus: 'select' }))).toBeNull();
    }
  });
});
