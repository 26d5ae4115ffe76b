import type { Chord, Modifier } from '../../../contract/hotkeys.ts';

/** What of a key's name is spoken language, and not the legend of its cap. */
export interface KeyWords {
  readonly space: string;
  /** Such as "Right Ctrl". */
  side(side: 'left' | 'right', key: string): string;
  /** 3 is the middle one. */
  mouse(number: number): string;
}

type Legends = Readonly<Record<Modifier, string>>;

const onApple: Legends = { control: '⌃', alt: '⌥', shift: '⇧', meta: '⌘' };
const elsewhere: Legends = { control: 'Ctrl', alt: 'Alt', shift: 'Shift', meta: 'Super' };

function legendsOf(platform: string): Legends {
  if (platform === 'darwin') return onApple;
  return platform === 'win32' ? { ...elsewhere, meta: 'Win' } : elsewhere;
}

/** Caps that are not named by their code; the rest follow rules. */
const caps: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Backquote: '`',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  IntlBackslash: '<',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
  NumpadAdd: 'Num +',
  NumpadSubtract: 'Num -',
  NumpadMultiply: 'Num *',
  NumpadDivide: 'Num /',
  NumpadDecimal: 'Num .',
};

const order: readonly Modifier[] = ['control', 'alt', 'shift', 'meta'];

/** The keys of `chord` as they are printed on a keyboard of `platform` (Node's name), in order. */
export function chordKeys(chord: Chord, platform: string, words: KeyWords): string[] {
  const legends = legendsOf(platform);
  const held = order.filter((modifier) => chord.modifiers.includes(modifier));
  return [...held.map((modifier) => legends[modifier]), keyLabel(chord.key, legends, words)];
}

/** The whole chord in one line, such as `Ctrl + B`. */
export function chordLabel(chord: Chord, platform: string, words: KeyWords): string {
  return chordKeys(chord, platform, words).join(' + ');
}

function keyLabel(code: string, legends: Legends, words: KeyWords): string {
  if (code === 'Space') return words.space;
  const modifier = modifierOf(code);
  if (modifier !== null) return words.side(modifier.side, legends[modifier.name]);
  const mouse = /^Mouse(\d)$/.exec(code);
  if (mouse !== null) return words.mouse(Number(mouse[1]));
  const known = caps[code];
  if (known !== undefined) return known;
  const letter = /^(?:Key|Digit)(.)$/.exec(code);
  if (letter !== null) return letter[1] ?? code;
  // PageUp: Page Up; Numpad7: Num 7; F13 and AudioVolumeUp speak for themselves.
  return code.replace(/^Numpad/, 'Num ').replaceAll(/([a-z])([A-Z])/g, '$1 $2');
}

const names = { Control: 'control', Alt: 'alt', Shift: 'shift', Meta: 'meta' } as const;

/** Which modifier a code is, and on which side; null for any other key. */
export function modifierOf(code: string): { name: Modifier; side: 'left' | 'right' } | null {
  const match = /^(Control|Alt|Shift|Meta)(Left|Right)$/.exec(code);
  if (match === null) return null;
  const [, name, side] = match;
  return { name: names[name as keyof typeof names], side: side === 'Left' ? 'left' : 'right' };
}
