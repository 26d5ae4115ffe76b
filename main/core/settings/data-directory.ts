import path from 'node:path';

/** What the place of the app's data depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Where the app keeps its data, as each system wants it: `PARLEY_DATA` goes before all, then
 * Application Support, %APPDATA%, or the XDG base directory (absolute, as its specification asks).
 */
export function dataDirectory({ platform, home, environment }: Surroundings): string {
  const given = environment.PARLEY_DATA ?? '';
  if (given !== '') return path.resolve(given);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Parley');
  if (platform === 'win32') {
    return path.join(environment.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'Parley');
  }
  const base = environment.XDG_DATA_HOME ?? '';
  return path.join(path.isAbsolute(base) ? base : path.join(home, '.local', 'share'), 'parley');
}
