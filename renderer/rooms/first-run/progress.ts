import { z } from 'zod';

/** The steps of the first run, in order. */
export const steps = ['language', 'microphone', 'key', 'answer', 'lesson'] as const;
export type Step = (typeof steps)[number];

const progressSchema = z.strictObject({
  step: z.enum(steps),
  /** Steps that were gone through, by whatever button. */
  seen: z.array(z.enum(steps)).max(steps.length),
});
export type Progress = z.infer<typeof progressSchema>;

const KEY = 'parley.first-run';

export const beginning: Progress = { step: 'language', seen: [] };

/** Progress after going to `step`: where one comes from has been seen. */
export function goTo(progress: Progress, step: Step): Progress {
  return { step, seen: [...new Set([...progress.seen, progress.step])] };
}

/** The step `by` places further; null beyond either end. */
export function stepAfter(step: Step, by: 1 | -1): Step | null {
  return steps[steps.indexOf(step) + by] ?? null;
}

/** What was kept, or the beginning. It lasts as long as the window, and survives its reloading. */
export function readProgress(): Progress {
  try {
    return progressSchema.parse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
  } catch {
    return beginning;
  }
}

/** Keeps progress where that is possible. */
export function keepProgress(progress: Progress): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // Without a place to keep it, a reload begins anew.
  }
}

/** The next first run begins at the first step. */
export function forgetProgress(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
