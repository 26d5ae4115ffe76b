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
 * What `npm test` needs from any machine: a browser, and the system's espeak-ng as a voice that is not our own.
 * Fonts are left out on purpose (fonts-noto-cjk alone is 57 MB): no test judges the shape of a glyph.
 */
const everywhere: readonly Need[] = [
  { program: 'Chromium', debianPackage: 'chromium', isThere: () => findChromium() !== null },
  { program: 'espeak-ng', debianPackage: 'espeak-ng', isThere: () => isOnPath('espeak-ng') },
];

/**
 * The tests of global keys press real keys on a display of their own; those of the key's vault ask a real keyring.
 * Both speak to a bus of their own.
 */
const onLinux: readonly Need[] = [
  { program: 'Xvfb', debianPackage: 'xvfb', isThere: () => isOnPath('Xvfb') },
  { program: 'xdotool', debianPackage: 'xdotool', isThere: () => isOnPath('xdotool') },
  { program: 'xev', debianPackage: 'x11-utils', isThere: () => isOnPath('xev') },
  { program: 'dbus-daemon', debianPackage: 'dbus', isThere: () => isOnPath('dbus-daemon') },
  {
    program: 'gnome-keyring-daemon',
    debianPackage: 'gnome-keyring',
    isThere: () => isOnPath('gnome-keyring-daemon'),
  },
];

/** What `npm test` needs from a machine of that platform, as Node names it. */
export function needsOf(platform: string): readonly Need[] {
  return platform === 'linux' ? [...everywhere, ...onLinux] : everywhere;
}

/** Whether a program of that name lies on the PATH. */
export function isOnPath(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}
