import {
  type HotkeyAction,
  type HotkeyStatus,
  type Hotkeys,
  hotkeyActionSchema,
} from '../../contract/hotkeys.ts';

/** Every action that a key can have, in the order of the contract. */
export const actions: readonly HotkeyAction[] = hotkeyActionSchema.options;

export const noKeys: Hotkeys = { talk: null, help: null, hint: null };

/** Whether any action has a key. */
export function hasKeys(hotkeys: Hotkeys): boolean {
  return actions.some((action) => hotkeys[action] !== null);
}

type ActionState = HotkeyStatus['state'][HotkeyAction];

/** A state for every action. */
export function stateOfEach(of: (action: HotkeyAction) => ActionState): HotkeyStatus['state'] {
  return { talk: of('talk'), help: of('help'), hint: of('hint') };
}

/** A chord as a text that is equal for equal chords, whatever the order of their modifiers. */
export function chordText(chord: Hotkeys[HotkeyAction]): string {
  return chord === null ? '' : [...[...chord.modifiers].sort(), chord.key].join('+');
}
