import type { Chord } from '../../../contract/hotkeys.ts';
import { completes, isModifierChord, modifierOf } from '../modifier-keys.ts';
import type { HookReport, WatchOrder } from './hook-protocol.ts';

/** A key or button as the system reports it; null where it has no code that could be chosen. */
export interface SeenKey {
  readonly code: string | null;
  readonly down: boolean;
}

/** What is down, and which of it has been told. Never leaves the listening process. */
export interface FilterState {
  readonly down: ReadonlySet<string>;
  readonly told: ReadonlySet<string>;
}

export const nothingSeen: FilterState = { down: new Set(), told: new Set() };

/** Where a key leads to, and what is told of it: null for nothing. */
export interface Filtered {
  readonly state: FilterState;
  readonly report: HookReport | null;
}

/**
 * Decides how much of a key leaves the listening process, so that nothing which is typed elsewhere
 * does: modifier keys, a key that completes a watched chord, and its release. Of any other key only
 * that it went down, and only while a watched modifier is held. Repeats are swallowed. While a chord
 * is recorded, every key is told.
 */
export function filterKey(before: FilterState, key: SeenKey, watch: WatchOrder): Filtered {
  const { code } = key;
  if (code === null) return { state: before, report: key.down ? spoils(before, watch) : null };
  if (!key.down) return goesUp(before, code, watch);
  return before.down.has(code) ? { state: before, report: null } : goesDown(before, code, watch);
}

function goesDown(before: FilterState, code: string, watch: WatchOrder): Filtered {
  const down = new Set(before.down).add(code);
  if (!isTold(before, code, watch))
    return { state: { down, told: before.told }, report: spoils(before, watch) };
  const told = new Set(before.told).add(code);
  return { state: { down, told }, report: { kind: 'key', code, down: true } };
}

function isTold({ down }: FilterState, code: string, { chords, recording }: WatchOrder): boolean {
  if (recording) return true;
  if (modifierOf(code) !== null) return chords.length > 0;
  return chords.some((chord) => completes(chord, code, down));
}

function goesUp(before: FilterState, code: string, watch: WatchOrder): Filtered {
  const down = new Set(before.down);
  // Pressed before this process listened, so nobody knows of its down: its end is worth knowing.
  const wasHeldBefore = !down.delete(code) && isWatched(code, watch);
  const told = new Set(before.told);
  const isReported = told.delete(code) || wasHeldBefore;
  const state = { down, told };
  return { state, report: isReported ? { kind: 'key', code, down: false } : null };
}

function isWatched(code: string, { chords }: WatchOrder): boolean {
  if (modifierOf(code) !== null) return chords.length > 0;
  return chords.some((chord) => chord.key === code);
}

function spoils({ down }: FilterState, { chords }: WatchOrder): HookReport | null {
  const isHeld = (chord: Chord) => isModifierChord(chord) && down.has(chord.key);
  return chords.some(isHeld) ? { kind: 'other' } : null;
}
