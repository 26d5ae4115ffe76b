import type { StageResult } from './stage.ts';

/** How the whole run ended. */
export interface Summary {
  readonly ok: boolean;
  /** The closing lines; the last is exactly `N passed, N failed`. */
  readonly lines: readonly string[];
}

/**
 * Sums the tests of all the stages. A stage without tests that failed counts as one failed, so that the
 * last line never says "0 failed" about a run that is not fine.
 */
export function summarize(results: readonly StageResult[]): Summary {
  const broken = results.filter((result) => !result.ok);
  const passed = results.reduce((sum, { tests }) => sum + (tests?.passed ?? 0), 0);
  const failed = results.reduce((sum, { tests, ok }) => sum + (tests?.failed ?? (ok ? 0 : 1)), 0);
  const isFine = results.length > 0 && broken.length === 0 && failed === 0 && passed > 0;
  const seconds = results.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  const lines = [
    `Ran ${results.map(({ name }) => name).join(', ')} (${seconds.toFixed(0)} s of work).`,
    ...(broken.length === 0 ? [] : [`Failed: ${broken.map(({ name }) => name).join(', ')}.`]),
    `${passed} passed, ${isFine ? 0 : Math.max(failed, 1)} failed`,
  ];
  return { ok: isFine, lines };
}
