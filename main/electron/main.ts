import { fileURLToPath } from 'node:url';
import { app, session } from 'electron';
import { createLog } from '../core/base/log.ts';
import { createCore } from '../core/create-core.ts';
import { startPartnerWorker } from '../partner/start-worker.ts';
import { registerAppScheme, serveAppProtocol } from './app-protocol.ts';
import { guardContents, guardSession } from './guard.ts';
import { openPageWindow } from './page-window.ts';
import { servePage } from './serve-page.ts';
import { systemGrantsMicrophone } from './system-microphone.ts';

// One app, or two would write the same settings. Before `ready`: schemes and the sandbox.
if (!app.requestSingleInstanceLock()) app.exit(0);
registerAppScheme();
app.enableSandbox();
app.on('web-contents-created', (_event, contents) => guardContents(contents));
await app.whenReady();

const log = createLog();
guardSession(session.defaultSession, systemGrantsMicrophone);
const rendererDirectory = fileURLToPath(new URL('../../dist/renderer/', import.meta.url));
serveAppProtocol(session.defaultSession, rendererDirectory);

const core = await createCore({
  dataDirectory: app.getPath('userData'),
  partner: () => startPartnerWorker(),
  environmentKey: process.env.OPENAI_API_KEY,
  log,
});
const page = servePage(core, log);
const preload = fileURLToPath(new URL('../../dist/preload/preload.cjs', import.meta.url));
const window = openPageWindow(preload);

app.on('second-instance', () => {
  if (window.isMinimized()) window.restore();
  window.focus();
});
app.on('window-all-closed', () => app.quit());
app.once('will-quit', (event) => {
  event.preventDefault();
  page.dispose();
  void core.dispose().finally(() => app.exit(0));
});
