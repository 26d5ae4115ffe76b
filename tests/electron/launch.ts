import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium, _electron as electron, type Page } from 'playwright-core';
import { root } from '../../build/base/root.ts';

/** A running desktop app. */
export interface DesktopApp {
  readonly page: Page;
  readonly processId: number;
  /** Asks it to quit as its menu would, and resolves with its exit code; null when a signal ended it. */
  quit(): Promise<number | null>;
}

export interface LaunchRequest {
  /** Electron's program with the built app, or a packed app's own program. */
  readonly program: string;
  readonly isPacked: boolean;
  /** A new folder for its data. */
  readonly data: string;
}

/** A microphone that beeps, and leave to use it: no question is asked that nobody could answer. */
const DEVICES = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const MAX_CHARACTERS = 100_000;

/** Starts the app, sandboxed as ever. Rejects when no window comes. */
export function launchApp(request: LaunchRequest): Promise<DesktopApp> {
  return request.isPacked ? launchPacked(request) : launchBuilt(request);
}

async function launchBuilt({ program, data }: LaunchRequest): Promise<DesktopApp> {
  const app = await electron.launch({
    executablePath: program,
    args: [root, `--user-data-dir=${data}`, ...DEVICES],
    cwd: root,
    chromiumSandbox: true,
  });
  const child = app.process();
  const ended = once(child, 'exit');
  return {
    page: await app.firstWindow(),
    processId: child.pid ?? 0,
    async quit() {
      await app.close();
      await ended;
      return child.exitCode;
    },
  };
}

/** Playwright's own way needs Node's inspector, which the fuses have switched off: Chromium's port is asked instead. */
async function launchPacked({ program, data }: LaunchRequest): Promise<DesktopApp> {
  const args = [`--user-data-dir=${data}`, '--remote-debugging-port=0', ...DEVICES];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  const address = await debuggerAddress(child);
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the app has no page context');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return {
    page,
    processId: child.pid ?? 0,
    async quit() {
      // Electron takes this signal as its menu's Quit; Windows knows no such thing, and is not tested so.
      child.kill('SIGTERM');
      await ended;
      await browser.close();
      return child.exitCode;
    },
  };
}

/** Reads the address that Chromium prints, and goes on reading: a full pipe would stop the app. */
function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      if (said.length < MAX_CHARACTERS) said += piece;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the app ended at its start:\n${said}`)));
  });
}
