import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** What the browser's microphone is, and what the user answers to the question about it. */
export interface BrowserOptions {
  /** Absolute path of a WAV that the microphone hears once from each `getUserMedia`. */
  readonly wav?: string;
  /** Whether there is a microphone at all; true when a WAV is given or nothing is said. */
  readonly fakeDevice?: boolean;
  /** Whether the permission is given; true unless said otherwise. */
  readonly grant?: boolean;
}

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a Chromium: `CHROME_PATH`, playwright's own, or the system's; null when there is none. */
export function findChromium(): string | null {
  const candidates = [
    process.env.CHROME_PATH,
    chromium.executablePath(),
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
  ];
  return candidates.find(isExecutable) ?? null;
}

/** Starts a headless Chromium whose microphone is a file, a tone, or absent. The caller closes it. */
export function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium: set CHROME_PATH to one.');
  return chromium.launch({ executablePath, args: [...QUIET, ...microphoneFlags(options)] });
}

function microphoneFlags({ wav, fakeDevice = true, grant = true }: BrowserOptions): string[] {
  const flags = [`--use-fake-ui-for-media-stream${grant ? '' : '=deny'}`];
  if (fakeDevice) flags.push('--use-fake-device-for-media-stream');
  // Without `noloop` the file would begin again; its last buffer repeats, so end it with silence.
  if (wav !== undefined) flags.push(`--use-file-for-fake-audio-capture=${wav}%noloop`);
  return flags;
}

function isExecutable(path: string | undefined): path is string {
  if (path === undefined || path === '') return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
