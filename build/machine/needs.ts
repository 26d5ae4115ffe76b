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
 * What `npm test` needs from the machine: a browser, the system's espeak-ng as a voice
 * that is not our own, and on Linux a keyring with a session bus to be asked over.
 * Fonts are left out on purpose (fonts-noto-cjk alone is 57 MB): no test judges the shape of a glyph.
 */
export const needs: readonly Need[] = [
  { program: 'Chromium', debianPackage: 'chromium', isThere: () => findChromium() !== null },
  { program: 'espeak-ng', debianPackage: 'espeak-ng', isThere: () => isOnPath('espeak-ng') },
  ...onLinux({ program: 'gnome-keyring-daemon', debianPackage: 'gnome-keyring' }),
  ...onLinux({ program: 'dbus-daemon', debianPackage: 'dbus' }),
];

/** A need that only Linux has: elsewhere the tests that want it are not run. */
function onLinux(need: Omit<Need, 'isThere'>): readonly Need[] {
  if (process.platform !== 'linux') return [];
  return [{ ...need, isThere: () => isOnPath(need.program) }];
}

/** Whether a program of that name lies on the PATH. */
export function isOnPath(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}
