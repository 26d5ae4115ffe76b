import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../build/base/message-of.ts';
import { root } from '../../build/base/root.ts';
import { say } from '../../build/base/say.ts';
import { buildStale } from '../../build/bundle/build-stale.ts';
import { findElectron } from '../../build/launch/electron-binary.ts';
import { launchApp } from './launch.ts';
import { familyOf, survivors } from './processes.ts';
import { settings, talkOneTurn } from './talk-one-turn.ts';

const HELP = `npm run test:electron [-- --program FILE]

Starts the app in real Electron, talks one turn with the practice partner, quits, and looks that no process
is left. FILE is a packed app's program; without it, what is built here runs in the electron package's program.
`;
/** How long helpers of Chromium may take to follow their parent. */
const PATIENCE_MILLISECONDS = 10_000;

const { values } = parseArgs({
  options: { program: { type: 'string' }, help: { type: 'boolean', default: false } },
});

async function programOf(given: string | undefined): Promise<string> {
  if (given !== undefined) return resolve(given);
  await buildStale({ root, onStart: (part) => say(`Building ${part.name} …`) });
  const electron = await findElectron({ root, say });
  if (!electron.found) throw new Error(`there is no Electron: ${electron.reason}`);
  return electron.path;
}

async function smoke(): Promise<void> {
  const program = await programOf(values.program);
  const data = mkdtempSync(join(tmpdir(), 'parley-smoke-'));
  writeFileSync(join(data, 'settings.json'), JSON.stringify(settings));
  const app = await launchApp({ program, isPacked: values.program !== undefined, data });
  let family: readonly number[] = [app.processId];
  try {
    await talkOneTurn(app.page);
    say('✓ one turn with the practice partner');
    family = await familyOf(app.processId);
    const code = await app.quit();
    if (code !== 0) throw new Error(`it quit with ${code}`);
    const left = await survivors(family, PATIENCE_MILLISECONDS);
    if (left.length > 0)
      throw new Error(`of ${family.length} processes these are left: ${left.join()}`);
    say(`✓ quit with 0, and all ${family.length} processes have gone`);
  } finally {
    for (const id of await survivors(family, 0)) process.kill(id, 'SIGKILL');
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  if (values.help) say(HELP);
  else await smoke();
} catch (error) {
  say(`✗ the smoke test failed: ${messageOf(error)}`);
  process.exitCode = 1;
}
