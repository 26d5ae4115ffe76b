import { expect, it } from 'vitest';
import { wordsOf } from '../words.ts';
import { chordLabel } from './chord-label.ts';

it.each([
  ['ControlRight', [], 'linux', 'Right Ctrl'],
  ['MetaLeft', [], 'win32', 'Left Win'],
  ['MetaRight', [], 'linux', 'Right Super'],
  ['AltRight', [], 'darwin', 'Right ⌥'],
  ['Mouse4', ['shift'], 'linux', 'Shift+Mouse button 4'],
  ['Digit7', ['control', 'meta'], 'win32', 'Ctrl+Win+7'],
  ['F9', [], 'linux', 'F9'],
  ['KeyBoard', [], 'linux', 'KeyBoard'],
] as const)('calls %s with %j on %s %s', (...[key, modifiers, platform, label]) => {
  expect(chordLabel({ key, modifiers: [...modifiers] }, platform, wordsOf.en)).toBe(label);
});
