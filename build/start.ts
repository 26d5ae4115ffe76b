import { resolve } from 'node:path';
import { messageOf } from './base/message-of.ts';
import { root } from './base/root.ts';
import { say } from './base/say.ts';
import { buildStale } from './bundle/build-stale.ts';
import { chooseHost, type HostChoice } from './launch/choose-host.ts';
import { findElectron } from './launch/electron-binary.ts';
import { brokeDown, exitCodeOf, runHost } from './launch/run-host.ts';

// A window that breaks down this soon never opened; later, a page in its place would only surprise.
const STARTUP_MS = 10_000;

async function start(args: readonly string[]): Promise<number> {
  await buildStale({ root, onStart: (part) => say(`Building ${part.name} …`) });
  const choice = chooseHost({
    args,
    platform: process.platform,
    userId: process.geteuid?.(),
    hasDisplay: Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY),
  });
  if (choice.host === 'web') return startWeb(choice.args, choice.reason);
  return startElectron(choice);
}

async function startElectron({ args }: HostChoice): Promise<number> {
  const electron = await findElectron({ root, say });
  if (!electron.found) return startWeb(args, electron.reason);
  const startedAt = performance.now();
  const end = await runHost([electron.path, root, ...args], root);
  if (brokeDown(end) && performance.now() - startedAt < STARTUP_MS)
    return startWeb(args, `Electron broke down at its start (${end.signal ?? end.error?.message})`);
  return exitCodeOf(end);
}

async function startWeb(args: readonly string[], reason?: string): Promise<number> {
  if (reason !== undefined)
    say(`No desktop window: ${reason}. Serving the same page to your browser.`);
  const host = resolve(root, 'dist/main/web.js');
  // Electron's own switch means nothing to a page.
  const own = args.filter((arg) => arg !== '--no-sandbox');
  return exitCodeOf(await runHost([process.execPath, host, ...own], root));
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  say(`Parley could not start: ${messageOf(error)}`);
  process.exitCode = 1;
}
