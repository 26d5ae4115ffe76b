import { describe, expect, it } from 'vitest';
import { type Chord, defaultHotkeys, type Hotkeys } from '../../../contract/hotkeys.ts';
import { chordKeys, chordLabel, type KeyWords } from './chord-label.ts';
import { judgeChord, warningOf } from './judge-chord.ts';

const words: KeyWords = {
  space: 'Space',
  side: (side, key) => `${side} ${key}`,
  mouse: (number) => (number === 3 ? 'middle button' : `button ${number}`),
};

function chord(key: string, ...modifiers: Chord['modifiers']): Chord {
  return { key, modifiers };
}

describe('the label of a chord', () => {
  it.each([
    ['linux', chord('ControlRight'), 'right Ctrl'],
    ['darwin', chord('MetaRight'), 'right ⌘'],
    ['win32', chord('MetaLeft'), 'left Win'],
    ['linux', chord('KeyB', 'meta', 'alt', 'control'), 'Ctrl + Alt + Super + B'],
    ['darwin', chord('KeyB', 'meta', 'shift', 'alt'), '⌥ + ⇧ + ⌘ + B'],
    ['linux', chord('Digit7'), '7'],
    ['linux', chord('Numpad7'), 'Num 7'],
    ['linux', chord('F13'), 'F13'],
    ['linux', chord('PageUp', 'control'), 'Ctrl + Page Up'],
    ['linux', chord('Backquote'), '`'],
    ['linux', chord('ArrowUp', 'shift'), 'Shift + ↑'],
    ['linux', chord('Space', 'alt'), 'Alt + Space'],
    ['linux', chord('Mouse3'), 'middle button'],
    ['linux', chord('Mouse5', 'control'), 'Ctrl + button 5'],
    ['', chord('AudioVolumeUp'), 'Audio Volume Up'],
  ] as const)('on %s is the legend of the caps: %o', (platform, given, label) => {
    expect(chordLabel(given, platform, words)).toBe(label);
  });

  it('has a cap for each key that is held', () => {
    expect(chordKeys(chord('KeyB', 'shift', 'control'), 'linux', words)).toEqual([
      'Ctrl',
      'Shift',
      'B',
    ]);
  });
});

describe('what a chord is known for', () => {
  it.each([
    [chord('KeyC', 'control'), 'common'],
    [chord('KeyV', 'meta'), 'common'],
    [chord('KeyZ', 'control', 'shift'), 'common'],
    [chord('KeyA', 'control'), 'common'],
    [chord('Tab', 'alt'), 'system'],
    [chord('F4', 'alt'), 'system'],
    [chord('Space', 'meta'), 'system'],
    [chord('PrintScreen'), 'system'],
    [chord('Delete', 'alt', 'control'), 'system'],
    [chord('KeyB'), 'types'],
    [chord('KeyB', 'shift'), 'types'],
    [chord('Space'), 'types'],
    [chord('Enter'), 'types'],
    [chord('Escape'), 'types'],
    [chord('Numpad0'), 'types'],
    [chord('MediaPlayPause'), 'media'],
    [chord('AudioVolumeUp', 'control'), 'media'],
    [chord('ControlRight'), null],
    [chord('F13'), null],
    [chord('Mouse4'), null],
    [chord('KeyB', 'control', 'alt'), null],
    [chord('Pause'), null],
  ] as const)('%o: %s', (given, warning) => {
    expect(warningOf(given)).toBe(warning);
  });

  it('is nothing for the keys of a new installation', () => {
    for (const platform of ['linux', 'darwin', 'win32']) {
      const { talk } = defaultHotkeys(platform);
      expect(talk === null ? 'none' : warningOf(talk)).toBe(null);
    }
  });
});

describe('a chord for an action', () => {
  const can = { hold: true, mouse: false, loneModifier: false, choose: true };
  const hotkeys: Hotkeys = {
    talk: chord('KeyB', 'control', 'alt'),
    help: chord('F9'),
    hint: null,
  };

  it('is refused when another action has it, in whatever order its keys are named', () => {
    const given = chord('KeyB', 'alt', 'control');
    const verdict = judgeChord(given, { action: 'hint', hotkeys, can });
    expect(verdict).toEqual({ kind: 'taken', by: 'talk' });
    expect(judgeChord(given, { action: 'talk', hotkeys, can }).kind).toBe('fine');
  });

  it('is refused when nothing here can fire it', () => {
    const judge = (given: Chord, more = {}) =>
      judgeChord(given, { action: 'talk', hotkeys, can: { ...can, ...more } });
    expect(judge(chord('Mouse4'))).toEqual({ kind: 'cannot', why: 'mouse' });
    expect(judge(chord('Mouse4'), { mouse: true })).toEqual({ kind: 'fine', warning: null });
    expect(judge(chord('AltRight'))).toEqual({ kind: 'cannot', why: 'loneModifier' });
    expect(judge(chord('AltRight'), { loneModifier: true }).kind).toBe('fine');
  });
});
