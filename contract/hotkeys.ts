import { z } from 'zod';

/** What a global key can do: talk, ask for help in one's own language, go up one rung of hints. */
export const hotkeyActionSchema = z.enum(['talk', 'help', 'hint']);
export type HotkeyAction = z.infer<typeof hotkeyActionSchema>;

/** Keys that are held together with another one; left and right are the same. */
export const modifierSchema = z.enum(['control', 'alt', 'shift', 'meta']);
export type Modifier = z.infer<typeof modifierSchema>;

/**
 * A key or mouse button with its modifiers. `key` is the `KeyboardEvent.code` of a physical key
 * (UI Events KeyboardEvent code Values), such as `ControlRight` or `KeyB`; or `Mouse3` (middle) to
 * `Mouse5`. A lone modifier key is a chord of its own, without modifiers.
 */
export const chordSchema = z.strictObject({
  key: z.string().regex(/^[A-Z][A-Za-z0-9]{0,23}$/),
  modifiers: z.array(modifierSchema).max(4),
});
export type Chord = z.infer<typeof chordSchema>;

/** The keys that are listened for in every application; null: none. */
export const hotkeysSchema = z.strictObject({
  talk: chordSchema.nullable(),
  help: chordSchema.nullable(),
  hint: chordSchema.nullable(),
});
export type Hotkeys = z.infer<typeof hotkeysSchema>;

/** Why a global key does not fire, or fires less than it could. */
export const hotkeyProblemSchema = z.enum([
  /** No display to listen on: a terminal, or a machine reached over the network. */
  'no_display',
  /** Wayland without the GlobalShortcuts portal: a press is seen, its release is not. */
  'no_portal',
  /** macOS: the Accessibility permission is missing. */
  'accessibility',
  /** The listener died and is being started again. */
  'restarting',
  /** The listener died too often; it is tried again when keys are assigned anew. */
  'listener_failed',
  /** This host has no way to listen. */
  'unsupported',
]);
export type HotkeyProblem = z.infer<typeof hotkeyProblemSchema>;

export const hotkeyStatusSchema = z.strictObject({
  /** Who fires the keys: a listener of this app, the desktop's portal, Electron, or nobody. */
  source: z.enum(['hook', 'portal', 'shortcut', 'none']),
  /** What `source` can fire; the settings offer only this. */
  can: z.strictObject({
    /** Press and release are both seen. False: each press toggles. */
    hold: z.boolean(),
    mouse: z.boolean(),
    /** A modifier key alone, such as the right Control key. */
    loneModifier: z.boolean(),
    /** Keys are chosen in this app. False: in the desktop's own settings. */
    choose: z.boolean(),
  }),
  problem: hotkeyProblemSchema.nullable(),
  /** Per action: `active`; `off` (none chosen); `refused` (the system, or another app, has it). */
  state: z.record(hotkeyActionSchema, z.enum(['active', 'off', 'refused'])),
  /** What the desktop calls the keys where it chose them, such as "Ctrl+Alt+T"; empty elsewhere. */
  names: z.partialRecord(hotkeyActionSchema, z.string().max(120)),
});
export type HotkeyStatus = z.infer<typeof hotkeyStatusSchema>;

/** The status of a host that listens to no keys. */
export const noHotkeys: HotkeyStatus = {
  source: 'none',
  can: { hold: false, mouse: false, loneModifier: false, choose: false },
  problem: 'unsupported',
  state: { talk: 'off', help: 'off', hint: 'off' },
  names: {},
};

/**
 * A key went down or up, as far as its action is concerned. `cancelled`: an up that ends a hold
 * which turned out to be something else, such as a shortcut with the right Control key.
 */
export const hotkeyPressSchema = z.strictObject({
  action: hotkeyActionSchema,
  down: z.boolean(),
  cancelled: z.boolean(),
});
export type HotkeyPress = z.infer<typeof hotkeyPressSchema>;

/**
 * The keys of a new installation on `platform` (Node's name). A lone right-hand modifier types
 * nothing, belongs to no common shortcut, and lies under a resting hand.
 */
export function defaultHotkeys(platform: string): Hotkeys {
  const key = platform === 'darwin' ? 'MetaRight' : 'ControlRight';
  return { talk: { key, modifiers: [] }, help: null, hint: null };
}
