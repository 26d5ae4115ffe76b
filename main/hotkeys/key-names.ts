import type { Chord, Modifier } from '../../contract/hotkeys.ts';

/** A key as xkbcommon names it, and as Electron's accelerators do; null where one has no word for it. */
type Names = readonly [keysym: string | null, accelerator: string | null];

const NAMED = new Map<string, Names>(
  Object.entries({
    Space: ['space', 'Space'],
    Enter: ['Return', 'Return'],
    Escape: ['Escape', 'Escape'],
    Tab: ['Tab', 'Tab'],
    Backspace: ['BackSpace', 'Backspace'],
    Insert: ['Insert', 'Insert'],
    Delete: ['Delete', 'Delete'],
    Home: ['Home', 'Home'],
    End: ['End', 'End'],
    PageUp: ['Page_Up', 'PageUp'],
    PageDown: ['Page_Down', 'PageDown'],
    ArrowUp: ['Up', 'Up'],
    ArrowDown: ['Down', 'Down'],
    ArrowLeft: ['Left', 'Left'],
    ArrowRight: ['Right', 'Right'],
    Minus: ['minus', '-'],
    Equal: ['equal', '='],
    BracketLeft: ['bracketleft', '['],
    BracketRight: ['bracketright', ']'],
    Backslash: ['backslash', '\\'],
    Semicolon: ['semicolon', ';'],
    Quote: ['apostrophe', "'"],
    Backquote: ['grave', '`'],
    Comma: ['comma', ','],
    Period: ['period', '.'],
    Slash: ['slash', '/'],
    IntlBackslash: ['less', null],
    ContextMenu: ['Menu', null],
    Pause: ['Pause', null],
    PrintScreen: ['Print', 'PrintScreen'],
    ScrollLock: ['Scroll_Lock', 'Scrolllock'],
    NumpadAdd: ['KP_Add', 'numadd'],
    NumpadSubtract: ['KP_Subtract', 'numsub'],
    NumpadMultiply: ['KP_Multiply', 'nummult'],
    NumpadDivide: ['KP_Divide', 'numdiv'],
    NumpadDecimal: ['KP_Decimal', 'numdec'],
    NumpadEnter: ['KP_Enter', null],
    NumpadEqual: ['KP_Equal', null],
    MediaPlayPause: ['XF86AudioPlay', 'MediaPlayPause'],
    MediaStop: ['XF86AudioStop', 'MediaStop'],
    MediaTrackNext: ['XF86AudioNext', 'MediaNextTrack'],
    MediaTrackPrevious: ['XF86AudioPrev', 'MediaPreviousTrack'],
  }),
);

const PORTAL_MODIFIERS: Readonly<Record<Modifier, string>> = {
  control: 'CTRL',
  alt: 'ALT',
  shift: 'SHIFT',
  meta: 'LOGO',
};

const ACCELERATOR_MODIFIERS: Readonly<Record<Modifier, string>> = {
  control: 'Control',
  alt: 'Alt',
  shift: 'Shift',
  meta: 'Meta',
};

/**
 * The chord as the XDG shortcuts specification writes it, such as `CTRL+ALT+t`; null for a mouse
 * button or a lone modifier, which it has no words for.
 */
export function portalTriggerOf(chord: Chord): string | null {
  const key = namesOf(chord.key)[0];
  if (key === null) return null;
  return [...chord.modifiers.map((modifier) => PORTAL_MODIFIERS[modifier]), key].join('+');
}

/** The chord as an accelerator of Electron, such as `Control+Alt+T`; null where it has no words for it. */
export function acceleratorOf(chord: Chord): string | null {
  const key = namesOf(chord.key)[1];
  if (key === null) return null;
  return [...chord.modifiers.map((modifier) => ACCELERATOR_MODIFIERS[modifier]), key].join('+');
}

function namesOf(code: string): Names {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return [letter.toLowerCase(), letter];
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return [digit, digit];
  const pad = /^Numpad(\d)$/.exec(code)?.[1];
  if (pad !== undefined) return [`KP_${pad}`, `num${pad}`];
  if (/^F([1-9]|1\d|2[0-4])$/.test(code)) return [code, code];
  return NAMED.get(code) ?? [null, null];
}
