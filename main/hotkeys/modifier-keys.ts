import type { Chord, Modifier } from '../../contract/hotkeys.ts';

const MODIFIERS: ReadonlyMap<string, Modifier> = new Map([
  ['ControlLeft', 'control'],
  ['ControlRight', 'control'],
  ['AltLeft', 'alt'],
  ['AltRight', 'alt'],
  ['ShiftLeft', 'shift'],
  ['ShiftRight', 'shift'],
  ['MetaLeft', 'meta'],
  ['MetaRight', 'meta'],
]);

const ORDER: readonly Modifier[] = ['control', 'alt', 'shift', 'meta'];

/** Which modifier a key is, left or right; null for any other key. */
export function modifierOf(code: string): Modifier | null {
  return MODIFIERS.get(code) ?? null;
}

/** The modifiers among the keys that are down, `except` left out; each once, in a fixed order. */
export function modifiersAmong(down: Iterable<string>, except: string): readonly Modifier[] {
  const held = new Set<Modifier | null>();
  for (const code of down) if (code !== except) held.add(modifierOf(code));
  return ORDER.filter((modifier) => held.has(modifier));
}

/** Whether `code`, going down while `down` are held, completes the chord: no modifier less or more. */
export function completes(chord: Chord, code: string, down: Iterable<string>): boolean {
  if (chord.key !== code) return false;
  const held = modifiersAmong(down, code);
  const wanted = new Set(chord.modifiers);
  return held.length === wanted.size && held.every((modifier) => wanted.has(modifier));
}

/** Whether the chord is made of modifier keys only, so that any other key turns it into a shortcut. */
export function isModifierChord(chord: Chord): boolean {
  return modifierOf(chord.key) !== null;
}
