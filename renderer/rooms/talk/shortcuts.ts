/** What kind of element has the focus, as far as keys are concerned. */
export type Focus = 'page' | 'talk' | 'button' | 'select' | 'text';

export interface KeyPress {
  readonly key: string;
  readonly isRepeat: boolean;
  readonly isComposing: boolean;
  readonly hasModifier: boolean;
  readonly isDialogOpen: boolean;
  readonly focus: Focus;
}

/** `swallow`: the key does nothing, and must not scroll the page either. */
export type KeyAction =
  | 'hold'
  | 'ask'
  | 'hint'
  | 'swallow'
  | 'stop'
  | 'leave'
  | 'type'
  | 'help'
  | null;

/** The letters that are held to ask for help, and pressed for a hint. */
export const ASK_KEY = 'h';
export const HINT_KEY = 't';

/** What a key does: a pure rule. Dialogs, writing systems and the system's shortcuts go first. */
export function decideKey(press: KeyPress): KeyAction {
  if (press.isComposing || press.hasModifier || press.isDialogOpen) return null;
  const { key, focus } = press;
  if (key === ' ' || (key === 'Enter' && focus === 'talk')) return decideHold(press);
  if (key === 'Escape') return focus === 'text' ? 'leave' : 'stop';
  if (focus === 'text' || focus === 'select') return null;
  if (key === '?') return 'help';
  if (key.toLowerCase() === ASK_KEY) return press.isRepeat ? 'swallow' : 'ask';
  if (key.toLowerCase() === HINT_KEY) return press.isRepeat ? 'swallow' : 'hint';
  return key === '/' || key === 'i' ? 'type' : null;
}

function decideHold({ isRepeat, focus }: KeyPress): KeyAction {
  if (focus !== 'page' && focus !== 'talk') return null;
  return isRepeat ? 'swallow' : 'hold';
}

const textual = 'textarea, [contenteditable], input:not([type=radio], [type=checkbox])';

/**
 * Sorts the focused element. `isPointed`: a pointer gave it the focus, not a key. A button that
 * was clicked keeps the focus, and the space bar is then for talking all the same.
 */
export function focusOf(element: Element | null, isPointed: boolean): Focus {
  if (element === null || element === document.body) return 'page';
  if (element.matches('[data-talk-control]')) return 'talk';
  if (element.matches(textual)) return 'text';
  if (isPointed) return 'page';
  if (element.matches('select, input')) return 'select';
  return element.matches('button, a, summary') ? 'button' : 'page';
}
