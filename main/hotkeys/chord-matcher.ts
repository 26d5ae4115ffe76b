import type { Chord, HotkeyAction, HotkeyPress, Hotkeys } from '../../contract/hotkeys.ts';
import { actions } from './each-action.ts';
import { completes, isModifierChord, modifierOf, modifiersAmong } from './modifier-keys.ts';

/** What a listener has seen: a key by its code, or that some other key went down. */
export type KeyEvent =
  | { readonly kind: 'key'; readonly code: string; readonly down: boolean }
  | { readonly kind: 'other' };

/** Which keys are down, and which actions they hold. */
export interface MatcherState {
  readonly down: ReadonlySet<string>;
  readonly held: ReadonlyMap<HotkeyAction, Chord>;
}

export const nothingHeld: MatcherState = { down: new Set(), held: new Map() };

/** Where an event leads to, and what it meant. */
export interface Match {
  readonly state: MatcherState;
  readonly presses: readonly HotkeyPress[];
}

/**
 * Folds an event into presses. A chord begins when its key goes down with exactly its modifiers,
 * left or right; it ends when its key or the last key of one of its modifiers goes up. A chord of
 * modifiers alone is cancelled by any other key. Repeated downs mean nothing.
 */
export function matchKey(state: MatcherState, event: KeyEvent, hotkeys: Hotkeys): Match {
  if (event.kind === 'other') return spoil(state);
  if (state.down.has(event.code) === event.down) return { state, presses: [] };
  return event.down ? keyDown(state, event.code, hotkeys) : keyUp(state, event.code);
}

function keyDown(before: MatcherState, code: string, hotkeys: Hotkeys): Match {
  const spoiled = spoil(before);
  const down = new Set([...before.down, code]);
  const begun = actions.find((action) => begins({ state: spoiled.state, action, hotkeys, code }));
  const chord = begun === undefined ? null : hotkeys[begun];
  if (begun === undefined || chord === null)
    return { state: { down, held: spoiled.state.held }, presses: spoiled.presses };
  const held = new Map(spoiled.state.held).set(begun, chord);
  return { state: { down, held }, presses: [...spoiled.presses, pressed(begun)] };
}

interface Beginning {
  readonly state: MatcherState;
  readonly action: HotkeyAction;
  readonly hotkeys: Hotkeys;
  readonly code: string;
}

function begins({ state, action, hotkeys, code }: Beginning): boolean {
  const chord = hotkeys[action];
  if (chord === null || state.held.has(action)) return false;
  // A modifier that joins a key which is already down was not meant alone.
  if (isModifierChord(chord) && [...state.down].some((other) => modifierOf(other) === null))
    return false;
  return completes(chord, code, state.down);
}

function keyUp(before: MatcherState, code: string): Match {
  const down = new Set(before.down);
  down.delete(code);
  const ended = [...before.held].filter(([, chord]) => !isStillHeld(chord, down));
  return end({ ...before, down }, ended, false);
}

function isStillHeld(chord: Chord, down: ReadonlySet<string>): boolean {
  if (!down.has(chord.key)) return false;
  const held = modifiersAmong(down, chord.key);
  return chord.modifiers.every((modifier) => held.includes(modifier));
}

function spoil(state: MatcherState): Match {
  const shortcuts = [...state.held].filter(([, chord]) => isModifierChord(chord));
  return end(state, shortcuts, true);
}

function end(
  state: MatcherState,
  ended: readonly (readonly [HotkeyAction, Chord])[],
  cancelled: boolean,
): Match {
  const held = new Map(state.held);
  for (const [action] of ended) held.delete(action);
  const presses = ended.map(([action]) => ({ action, down: false, cancelled }));
  return { state: { down: state.down, held }, presses };
}

function pressed(action: HotkeyAction): HotkeyPress {
  return { action, down: true, cancelled: false };
}
