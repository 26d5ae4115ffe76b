import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './find-chromium.ts';

/** A program that the tests need, and the Debian package that brings it. */
export interface Need {
  readonly program: string;
  readonly debianPackage: string;
  readonly isThere: () => boolean;
}

/**
 * What `npm test` needs from the machine: a browser, and the system's espeak-ng as a voice that is not our own.
 * Fonts are left out on purpose (fonts-noto-cjk alone is 57 MB): no test judges the shape of a glyph.
 */
export const needs: readonly Need[] = [
  { program: 'Chromium', debianPackage: 'chromium', isThere: () => findChromium() !== null },
  { program: 'espeak-ng', debianPackage: 'espeak-ng', isThere: () => isOnPath('espeak-ng') },
];

/** Whether a program of that name lies on the PATH. */
export function isOnPath(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}
