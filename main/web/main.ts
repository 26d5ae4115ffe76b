import { homedir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installCrashLog } from '../core/base/crash-log.ts';
import { createLog } from '../core/base/log.ts';
import { logFile } from '../core/base/log-file.ts';
import { Redactor } from '../core/base/redact.ts';
import { createCore } from '../core/create-core.ts';
import { dataDirectory } from '../core/settings/data-directory.ts';
import { createHotkeys } from '../hotkeys/create-hotkeys.ts';
import { startNodeHook } from '../hotkeys/node-hook.ts';
import { systemKeyring } from '../keyring/system-keyring.ts';
import { startPartnerWorker } from '../partner/start-worker.ts';
import { scenarioDirectory } from '../scenarios/scenario-shelf.ts';
import { openBrowser } from './open-browser.ts';
import { startWebHost } from './server.ts';

/** A fixed port keeps the browser's leave to use the microphone from one launch to the next. */
const PREFERRED_PORT = '47613';

const { platform, env: environment, stdin, stdout } = process;
const { values } = parseArgs({ options: { port: { type: 'string', default: PREFERRED_PORT } } });
const directory = dataDirectory({ platform, home: homedir(), environment });
const redactor = new Redactor();
const also = logFile({ path: path.join(directory, 'logs', 'parley.log') });
const log = createLog('warn', { redactor, also });
const crashes = path.join(directory, 'crashes');
const version = environment.npm_package_version ?? 'unknown';
installCrashLog({ directory: crashes, redactor, version, log, end: () => process.exit(1) });
const environmentKey = environment.OPENAI_API_KEY;
// What this process starts has no business with the key.
delete environment.OPENAI_API_KEY;

const core = await createCore({
  dataDirectory: directory,
  partner: () => startPartnerWorker({ scenarioDirectory: scenarioDirectory(directory) }),
  hotkeys: createHotkeys({
    platform,
    environment,
    startHook: () => startNodeHook(environment),
    log,
  }),
  environmentKey,
  vault: systemKeyring({ platform, environment, dataDirectory: directory }),
  log,
});
const rendererDirectory = fileURLToPath(new URL('../../dist/renderer/', import.meta.url));
const host = await startWebHost({ core, rendererDirectory, port: Number(values.port), log });

stdout.write(`Parley is ready at ${host.url}\nThis address opens once. Ctrl-C ends Parley.\n`);
openBrowser(host.url, { platform, environment });

const terminal = stdin.isTTY ? createInterface({ input: stdin }) : null;
if (terminal !== null) stdout.write('Press Enter for another address.\n');
terminal?.on('line', () => stdout.write(`${host.newAddress()}\n`));

async function end(): Promise<void> {
  terminal?.close();
  await host.dispose();
  await core.dispose();
}
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
