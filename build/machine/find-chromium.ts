import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Path of a Chromium to test in: `CHROME_PATH`, then Playwright's own, then the system's; null without any.
 * A `CHROME_PATH` that names nothing throws: a wrong setting must not quietly become another browser.
 */
export function findChromium(
  environment: NodeJS.ProcessEnv = process.env,
  exists: (path: string) => boolean = existsSync,
): string | null {
  const named = environment.CHROME_PATH;
  if (named !== undefined && named !== '') {
    if (!exists(named)) throw new Error(`CHROME_PATH is ${named}, and nothing is there`);
    return named;
  }
  return (
    [chromium.executablePath(), ...SYSTEM_PATHS].find((path) => path !== '' && exists(path)) ?? null
  );
}
