import type { Chord } from '../../contract/hotkeys.ts';
import { modifierOf, modifiersAmong } from './modifier-keys.ts';

/** A chord that is being recorded: the keys that are down since it began, and what they make so far. */
export interface Recording {
  readonly down: ReadonlySet<string>;
  readonly chord: Chord | null;
}

export const nothingRecorded: Recording = { down: new Set(), chord: null };

/** Still going on, or over with what was recorded. */
export type RecordingStep =
  | { readonly kind: 'going'; readonly recording: Recording }
  | { readonly kind: 'over'; readonly chord: Chord | null };

/**
 * Folds a key into the recording. It is over when every key is let go of, with the last key that is
 * no modifier, or else the last modifier; or at once, with null, when Escape goes down. The left and
 * right mouse buttons are for pointing and are not recorded.
 */
export function recordKey(
  recording: Recording,
  key: { readonly code: string; readonly down: boolean },
): RecordingStep {
  const { code, down: isDown } = key;
  if (code === 'Mouse1' || code === 'Mouse2') return { kind: 'going', recording };
  if (isDown && code === 'Escape') return { kind: 'over', chord: null };
  const down = new Set(recording.down);
  if (isDown) {
    down.add(code);
    return { kind: 'going', recording: { down, chord: better(recording, code) } };
  }
  // The key that began the recording, such as Enter on its button, is let go of after it.
  if (!down.delete(code) || down.size > 0) return going(down, recording.chord);
  return { kind: 'over', chord: recording.chord };
}

function going(down: ReadonlySet<string>, chord: Chord | null): RecordingStep {
  return { kind: 'going', recording: { down, chord } };
}

function better({ down, chord }: Recording, code: string): Chord {
  if (chord !== null && modifierOf(chord.key) === null && modifierOf(code) !== null) return chord;
  return { key: code, modifiers: [...modifiersAmong(down, code)] };
}
