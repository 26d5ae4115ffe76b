import type { Chord, HotkeyAction, HotkeyStatus, Hotkeys } from '../../../contract/hotkeys.ts';
import { modifierOf } from './chord-label.ts';

/**
 * What a chord already means to most people.
 * - `types`: it writes or moves the caret, in whatever application is in front.
 * - `common`: nearly every application has it, such as copying.
 * - `system`: the system keeps it for itself.
 * - `media`: it plays or changes the volume.
 */
export type ChordWarning = 'types' | 'common' | 'system' | 'media';

/** What is to be said of a chord that was recorded for an action. */
export type ChordVerdict =
  | { readonly kind: 'fine'; readonly warning: ChordWarning | null }
  /** Another action has it. */
  | { readonly kind: 'taken'; readonly by: HotkeyAction }
  /** Whoever fires the keys on this machine cannot fire this one. */
  | { readonly kind: 'cannot'; readonly why: 'mouse' | 'loneModifier' };

const actions: readonly HotkeyAction[] = ['talk', 'help', 'hint'];

/** Whether `chord` can be the key of `action`, given the others and what can be fired here. */
export function judgeChord(
  chord: Chord,
  { action, hotkeys, can }: { action: HotkeyAction; hotkeys: Hotkeys; can: HotkeyStatus['can'] },
): ChordVerdict {
  if (isMouse(chord) && !can.mouse) return { kind: 'cannot', why: 'mouse' };
  if (isLoneModifier(chord) && !can.loneModifier) return { kind: 'cannot', why: 'loneModifier' };
  const by = actions.find((other) => other !== action && isSame(hotkeys[other], chord));
  if (by !== undefined) return { kind: 'taken', by };
  return { kind: 'fine', warning: warningOf(chord) };
}

function isMouse({ key }: Chord): boolean {
  return key.startsWith('Mouse');
}

function isLoneModifier({ key }: Chord): boolean {
  return modifierOf(key) !== null;
}

function isSame(one: Chord | null, other: Chord): boolean {
  return one !== null && signature(one) === signature(other);
}

/** Such as `alt+control KeyB`: modifiers in one order, so that two chords can be compared. */
function signature({ key, modifiers }: Chord): string {
  return `${[...new Set(modifiers)].sort().join('+')} ${key}`;
}

/** Copy, paste, cut, undo, select all, save, find, print, new, close: with Control, or Command. */
const everyday = /^Key[CVXZYASFPNWTOQ]$/;
const system: ReadonlySet<string> = new Set(
  (
    [
      ['Tab', 'alt'],
      ['Tab', 'alt', 'shift'],
      ['F4', 'alt'],
      ['Space', 'alt'],
      ['Escape', 'alt'],
      ['Tab', 'meta'],
      ['Space', 'meta'],
      ['KeyL', 'meta'],
      ['KeyD', 'meta'],
      ['KeyE', 'meta'],
      ['Delete', 'control', 'alt'],
      ['Escape', 'control', 'shift'],
      ['KeyQ', 'control', 'meta'],
    ] as const
  ).map(([key, ...modifiers]) => signature({ key, modifiers })),
);
const media = /^(Media|AudioVolume|Launch|Browser)/;
const writing =
  /^(Key.|Digit.|Numpad.+|Space|Enter|Tab|Escape|Backspace|Delete|Insert|Home|End|Page(Up|Down)|Arrow.+|Backquote|Minus|Equal|Bracket.+|Backslash|Intl.+|Semicolon|Quote|Comma|Period|Slash|CapsLock)$/;

/** What `chord` is known for; null when nothing is. */
export function warningOf(chord: Chord): ChordWarning | null {
  const { key, modifiers } = chord;
  if (media.test(key)) return 'media';
  if (key === 'PrintScreen' || key === 'Power' || system.has(signature(chord))) return 'system';
  const main = modifiers.filter((modifier) => modifier !== 'shift');
  const isCommand = main.length === 1 && (main[0] === 'control' || main[0] === 'meta');
  if (isCommand && everyday.test(key)) return 'common';
  return main.length === 0 && writing.test(key) ? 'types' : null;
}
