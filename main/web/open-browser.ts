import { spawn } from 'node:child_process';

/** What tells whether somebody sits in front of a browser. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The program that opens `url` in the default browser, with its arguments; null: there is none. */
export function browserCommand(
  url: string,
  { platform, environment }: Surroundings,
): readonly [string, ...string[]] | null {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== '';
  if (isSet('CI') || isSet('PARLEY_NO_BROWSER')) return null;
  if (platform === 'darwin') return ['open', url];
  // `start` takes its first quoted word for a title.
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', url];
  return isSet('DISPLAY') || isSet('WAYLAND_DISPLAY') ? ['xdg-open', url] : null;
}

/** Opens `url` where there is a browser; the address is printed anyhow, so a failure is no matter. */
export function openBrowser(url: string, surroundings: Surroundings): void {
  const command = browserCommand(url, surroundings);
  if (command === null) return;
  const [program, ...given] = command;
  // A browser, and all that it starts, has no business with the key.
  const env = { ...surroundings.environment, OPENAI_API_KEY: undefined };
  const child = spawn(program, given, { detached: true, stdio: 'ignore', env });
  child.on('error', () => {});
  child.unref();
}
