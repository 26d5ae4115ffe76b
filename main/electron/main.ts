import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, powerMonitor, session } from 'electron';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { systemClock as clock } from '../core/base/clock.ts';
import { createLog } from '../core/base/log.ts';
import { type Core, createCore } from '../core/create-core.ts';
import { startPartnerWorker } from '../partner/start-worker.ts';
import { endWithApp } from './app-end.ts';
import { registerAppScheme, serveAppProtocol } from './app-protocol.ts';
import { ElectronDesktop } from './desktop.ts';
import { guardContents, guardSession } from './guard.ts';
import { LINK_SCHEME } from './links/deep-link.ts';
import { handedOn, OpenRequests } from './links/open-requests.ts';
import { startsHidden, systemLogin } from './login/system-login.ts';
import { systemNotifier } from './notices/notifier.ts';
import { followPower } from './power.ts';
import { followChildren, logCrashes } from './record-crash.ts';
import { type ServedPages, servePages } from './serve-pages.ts';
import { systemGrantsMicrophone as systemGrants } from './system-microphone.ts';
import { electronUpdater } from './updates/electron-updater.ts';
import { Updates } from './updates/updates.ts';
import { WindowMemory } from './windows/window-memory.ts';

// One app, or two would write the same settings; a second start hands on what it was to open.
if (app.requestSingleInstanceLock(handedOn(process.argv))) await start();
else app.exit(0);

async function start(): Promise<void> {
  const owned = new DisposableStore();
  // Before `ready`: schemes, the sandbox, and links that macOS hands over early.
  registerAppScheme();
  app.enableSandbox();
  const requests = owned.add(new OpenRequests(app, process.argv));
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  await app.whenReady();

  const log = createLog();
  const debugging = !app.isPackaged;
  const dataDirectory = app.getPath('userData');
  guardSession(session.defaultSession, { systemGrants, debugging });
  serveAppProtocol(
    session.defaultSession,
    fileURLToPath(new URL('../../dist/renderer/', import.meta.url)),
  );
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);

  let core: Core | null = null;
  let pages: ServedPages | null = null;
  const end = endWithApp(app, async () => {
    owned.dispose();
    await core?.dispose();
  });
  const recordCrash = logCrashes(log);
  owned.add(followChildren(app, recordCrash));
  const memory = owned.add(new WindowMemory(path.join(dataDirectory, 'window.json'), log));
  const updater = app.isPackaged ? electronUpdater(log, () => end.expect()) : null;
  const updates = owned.add(new Updates({ updater, clock, log }));
  const preload = fileURLToPath(new URL('../../dist/preload/preload.cjs', import.meta.url));
  const pageGone: ServedPages['leave'] = (page) => pages?.leave(page);
  const desktop = owned.add(
    new ElectronDesktop({
      house: { preload, debugging, memory, clock, recordCrash, pageGone },
      updates,
      login: systemLogin(app),
      notifier: systemNotifier(),
      log,
      quitting: () => end.quitting,
    }),
  );
  core = await createCore({
    dataDirectory,
    partner: () => startPartnerWorker(),
    environmentKey: process.env.OPENAI_API_KEY,
    desktop,
    log,
  });
  pages = owned.add(servePages(core, log));
  owned.add(followPower(powerMonitor, core.releaseKeys, log));
  desktop.attach(core, startsHidden(app, process.argv));
  requests.follow((arrival) => desktop.arrive(arrival));
}
