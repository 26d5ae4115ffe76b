const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
// In the order of LETTERS.
const LETTER_CODES = [
  0x1e, 0x30, 0x2e, 0x20, 0x12, 0x21, 0x22, 0x23, 0x17, 0x24, 0x25, 0x26, 0x32, 0x31, 0x18, 0x19,
  0x10, 0x13, 0x1f, 0x14, 0x16, 0x2f, 0x11, 0x2d, 0x15, 0x2c,
];
// In the order of the digits 0 to 9.
const DIGIT_CODES = [0x0b, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a];
const NUMPAD_CODES = [0x52, 0x4f, 0x50, 0x51, 0x4b, 0x4c, 0x4d, 0x47, 0x48, 0x49];
// In the order of F1 to F24.
const FUNCTION_CODES = [
  0x3b, 0x3c, 0x3d, 0x3e, 0x3f, 0x40, 0x41, 0x42, 0x43, 0x44, 0x57, 0x58, 0x5b, 0x5c, 0x5d, 0x63,
  0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b,
];
/** What libuiohook puts over a digit of the number pad while Num Lock is off. */
const NUM_LOCK_OFF = 0xee00;

const NAMED: readonly (readonly [number, string])[] = [
  [0x0001, 'Escape'],
  [0x000c, 'Minus'],
  [0x000d, 'Equal'],
  [0x000e, 'Backspace'],
  [0x000f, 'Tab'],
  [0x001a, 'BracketLeft'],
  [0x001b, 'BracketRight'],
  [0x001c, 'Enter'],
  [0x001d, 'ControlLeft'],
  [0x0027, 'Semicolon'],
  [0x0028, 'Quote'],
  [0x0029, 'Backquote'],
  [0x002a, 'ShiftLeft'],
  [0x002b, 'Backslash'],
  [0x0033, 'Comma'],
  [0x0034, 'Period'],
  [0x0035, 'Slash'],
  [0x0036, 'ShiftRight'],
  [0x0037, 'NumpadMultiply'],
  [0x0038, 'AltLeft'],
  [0x0039, 'Space'],
  [0x003a, 'CapsLock'],
  [0x0045, 'NumLock'],
  [0x0046, 'ScrollLock'],
  [0x004a, 'NumpadSubtract'],
  [0x004e, 'NumpadAdd'],
  [0x0053, 'NumpadDecimal'],
  [NUM_LOCK_OFF | 0x0053, 'NumpadDecimal'],
  [0x0e0d, 'NumpadEqual'],
  [0x0e1c, 'NumpadEnter'],
  [0x0e1d, 'ControlRight'],
  [0x0e35, 'NumpadDivide'],
  [0x0e37, 'PrintScreen'],
  [0x0e38, 'AltRight'],
  [0x0e45, 'Pause'],
  [0x0e46, 'IntlBackslash'],
  [0x0e47, 'Home'],
  [0x0e49, 'PageUp'],
  [0x0e4f, 'End'],
  [0x0e51, 'PageDown'],
  [0x0e52, 'Insert'],
  [0x0e53, 'Delete'],
  [0x0e5b, 'MetaLeft'],
  [0x0e5c, 'MetaRight'],
  [0x0e5d, 'ContextMenu'],
  [0xe010, 'MediaTrackPrevious'],
  [0xe019, 'MediaTrackNext'],
  [0xe020, 'AudioVolumeMute'],
  [0xe022, 'MediaPlayPause'],
  [0xe024, 'MediaStop'],
  [0xe02e, 'AudioVolumeDown'],
  [0xe030, 'AudioVolumeUp'],
  [0xe048, 'ArrowUp'],
  [0xe04b, 'ArrowLeft'],
  [0xe04d, 'ArrowRight'],
  [0xe050, 'ArrowDown'],
];

const codes = new Map<number, string>([
  ...LETTER_CODES.map((code, index): [number, string] => [code, `Key${LETTERS[index]}`]),
  ...DIGIT_CODES.map((code, digit): [number, string] => [code, `Digit${digit}`]),
  ...NUMPAD_CODES.map((code, digit): [number, string] => [code, `Numpad${digit}`]),
  ...NUMPAD_CODES.map((code, digit): [number, string] => [NUM_LOCK_OFF | code, `Numpad${digit}`]),
  ...FUNCTION_CODES.map((code, index): [number, string] => [code, `F${index + 1}`]),
  ...NAMED,
]);

const BUTTONS = ['Mouse1', 'Mouse2', 'Mouse3', 'Mouse4', 'Mouse5'];

/** The `KeyboardEvent.code` of a libuiohook key code (its `uiohook.h`, `VC_*`); null for no such key. */
export function codeOfKey(keycode: number): string | null {
  return codes.get(keycode) ?? null;
}

/** `Mouse1` (left), `Mouse2` (right), `Mouse3` (middle), `Mouse4` (back) or `Mouse5` (forward); null for others. */
export function codeOfButton(button: unknown): string | null {
  return typeof button === 'number' ? (BUTTONS[button - 1] ?? null) : null;
}

const known: ReadonlySet<string> = new Set([...codes.values(), ...BUTTONS.slice(2)]);

/** Whether the listener can ever report this key or button as a chord's. */
export function isKnownCode(code: string): boolean {
  return known.has(code);
}
