import { homedir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createLog } from '../core/base/log.ts';
import { createCore } from '../core/create-core.ts';
import { createHotkeys } from '../hotkeys/create-hotkeys.ts';
import { startNodeHook } from '../hotkeys/node-hook.ts';
import { startPartnerWorker } from '../partner/start-worker.ts';
import { dataDirectory } from './data-directory.ts';
import { openBrowser } from './open-browser.ts';
import { startWebHost } from './server.ts';

/** A fixed port keeps the browser's leave to use the microphone from one launch to the next. */
const PREFERRED_PORT = '47613';

const { platform, env: environment, stdin, stdout } = process;
const { values } = parseArgs({ options: { port: { type: 'string', default: PREFERRED_PORT } } });
const log = createLog();

const core = await createCore({
  dataDirectory: dataDirectory({ platform, home: homedir(), environment }),
  partner: () => startPartnerWorker(),
  environmentKey: environment.OPENAI_API_KEY,
  hotkeys: createHotkeys({
    platform,
    environment,
    startHook: () => startNodeHook(environment),
    log,
  }),
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
