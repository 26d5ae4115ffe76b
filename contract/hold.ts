import { z } from 'zod';

/**
 * What a talk key does. `hold`: it is held down while the learner speaks. `toggle`: one press
 * begins, the next one ends. `both`: a tap toggles, and what is held longer is a hold.
 */
export const talkStyleSchema = z.enum(['hold', 'toggle', 'both']);
export type TalkStyle = z.infer<typeof talkStyleSchema>;

/**
 * In the style `both`, a press that is let go within this time (ms) is a tap. Keystrokes of typists
 * are held for about 100 ms, and hardly a word is said in 150.
 */
export const TAP_MILLISECONDS = 150;

/**
 * A shortcut's second key follows its first within this time (ms). Later, a stray key must not cost
 * what was said.
 */
const SHORTCUT_MILLISECONDS = 700;

/** Where one key or control stands in what it has begun. */
export type Hold =
  /** It has begun nothing that still goes on. */
  | { readonly kind: 'up' }
  /** It is down since then (ms) and has begun something. */
  | { readonly kind: 'held'; readonly since: number }
  /** It was let go, and what it has begun goes on until the next press. */
  | { readonly kind: 'latched' };

/**
 * What befalls it. `shortcut`: its press turned out to be a part of one. `lost`: whether it is still
 * down can no longer be seen, because the window was left or the listener died.
 */
export type HoldInput = 'down' | 'up' | 'shortcut' | 'lost';

/** What is to be done. `latch`: what was begun goes on, though nothing is held. */
export type HoldStep = 'begin' | 'latch' | 'end' | 'cancel' | null;

export const released: Hold = { kind: 'up' };
export const latched: Hold = { kind: 'latched' };

/** One rule for every key and control: what a press or a release means in a style. Pure. */
export function decideHold(
  hold: Hold,
  input: HoldInput,
  { style, now }: { readonly style: TalkStyle; readonly now: number },
): { readonly hold: Hold; readonly step: HoldStep } {
  if (hold.kind === 'latched') {
    return input === 'down' ? { hold: released, step: 'end' } : { hold, step: null };
  }
  if (hold.kind === 'up') {
    return input === 'down'
      ? { hold: { kind: 'held', since: now }, step: 'begin' }
      : { hold, step: null };
  }
  // A key that repeats.
  if (input === 'down') return { hold, step: null };
  const lasted = now - hold.since;
  if (input === 'shortcut' && lasted < SHORTCUT_MILLISECONDS) {
    return { hold: released, step: 'cancel' };
  }
  const isTap = style === 'both' && input === 'up' && lasted < TAP_MILLISECONDS;
  if (style === 'toggle' || isTap) return { hold: latched, step: 'latch' };
  return { hold: released, step: 'end' };
}
