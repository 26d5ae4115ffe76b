import type { Chord, Modifier } from '../../../contract/hotkeys.ts';
import { fill, type Words } from '../words.ts';

const MAC: Readonly<Record<string, string>> = {
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Meta: '⌘',
};
const WINDOWS: Readonly<Record<string, string>> = { Control: 'Ctrl', Meta: 'Win' };
const ELSEWHERE: Readonly<Record<string, string>> = { Control: 'Ctrl', Meta: 'Super' };
const MODIFIERS: Readonly<Record<Modifier, string>> = {
  control: 'Control',
  alt: 'Alt',
  shift: 'Shift',
  meta: 'Meta',
};

/** What a chord is called on `platform` (Node's name), such as "Right Ctrl" or "Ctrl+Alt+B". */
export function chordLabel(chord: Chord, platform: string, words: Words): string {
  const names = platform === 'darwin' ? MAC : platform === 'win32' ? WINDOWS : ELSEWHERE;
  const plain = (name: string): string => names[name] ?? name;
  const modifiers = chord.modifiers.map((modifier) => plain(MODIFIERS[modifier]));
  return [...modifiers, keyLabel(chord.key, plain, words)].join('+');
}

function keyLabel(key: string, plain: (name: string) => string, words: Words): string {
  const [, name, side] = /^(Control|Alt|Shift|Meta)(Left|Right)$/.exec(key) ?? [];
  if (name !== undefined) {
    return fill(side === 'Left' ? words.leftKey : words.rightKey, { key: plain(name) });
  }
  const [, number] = /^Mouse(\d)$/.exec(key) ?? [];
  if (number !== undefined) return fill(words.mouseButton, { number });
  return key.replace(/^(Key|Digit)(?=.$)/, '');
}
