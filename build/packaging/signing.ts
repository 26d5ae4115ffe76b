import type { System } from './target.ts';

/** How a package is signed, by what the environment gives. */
export interface Signing {
  readonly signed: boolean;
  /** macOS alone: whether Apple is asked to notarise it. */
  readonly notarized: boolean;
  /** What the builder is told when something is missing; null when nothing is. */
  readonly notice: string | null;
  /** Windows alone: what the certificate says, which an update has to match. */
  readonly publisher: string | null;
}

const NOTARY = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'] as const;

/**
 * Decides from the environment alone, never from certificates that happen to lie on the machine. Throws
 * when `PARLEY_SIGN=required`, as in a release, and something is missing.
 */
export function signingOf(system: System, environment: NodeJS.ProcessEnv): Signing {
  const missing = missingFor(system, environment);
  const signed = !missing.some((name) => !isNotary(name));
  const signing: Signing = {
    signed: system !== 'linux' && signed,
    notarized: system === 'darwin' && missing.length === 0,
    notice: missing.length === 0 ? null : noticeOf(system, missing),
    publisher: system === 'win32' && signed ? (environment.WIN_PUBLISHER_NAME ?? null) : null,
  };
  if (signing.notice !== null && environment.PARLEY_SIGN === 'required')
    throw new Error(`${signing.notice} PARLEY_SIGN=required forbids that`);
  return signing;
}

function missingFor(system: System, environment: NodeJS.ProcessEnv): string[] {
  const wanted: Readonly<Record<System, readonly string[]>> = {
    darwin: ['CSC_LINK', 'CSC_KEY_PASSWORD', ...NOTARY],
    win32: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD', 'WIN_PUBLISHER_NAME'],
    linux: [],
  };
  return wanted[system].filter((name) => (environment[name] ?? '') === '');
}

function noticeOf(system: System, missing: readonly string[]): string {
  const what = missing.every(isNotary) ? 'will be signed but not notarised' : 'will not be signed';
  const then =
    system === 'darwin'
      ? 'macOS will ask before it opens it, and it cannot update itself'
      : 'Windows will warn before it runs it';
  return `The app ${what}: ${missing.join(', ')} not set; ${then}.`;
}

function isNotary(name: string): boolean {
  return NOTARY.some((known) => known === name);
}
