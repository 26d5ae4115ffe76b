import { fileURLToPath } from 'node:url';
import { app, dialog, powerMonitor, safeStorage, session } from 'electron';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { systemClock as clock } from '../core/base/clock.ts';
import { type Core, createCore } from '../core/create-core.ts';
import { startPartnerWorker } from '../partner/start-worker.ts';
import { scenarioDirectory } from '../scenarios/scenario-shelf.ts';
import { endWithApp } from './app-end.ts';
import { claimIdentity } from './app-identity.ts';
import { registerAppScheme, serveAppProtocol } from './app-protocol.ts';
import { electronHotkeys } from './electron-hotkeys.ts';
import { guardContents, guardSession } from './guard.ts';
import { openJournal } from './journal.ts';
import { handedOn, OpenRequests } from './links/open-requests.ts';
import { startsHidden } from './login/system-login.ts';
import { makeDesktop } from './make-desktop.ts';
import { followPower } from './power.ts';
import { followChildren } from './record-crash.ts';
import { safeStorageVault } from './safe-storage-vault.ts';
import { sandboxRefusal } from './sandbox-refusal.ts';
import { type ServedPages, servePages } from './serve-pages.ts';
import { systemGrantsMicrophone as systemGrants } from './system-microphone.ts';

const { argv, env: environment, platform } = process;
const environmentKey = environment.OPENAI_API_KEY;
// What this process starts has no business with the key.
delete environment.OPENAI_API_KEY;
const isSwitchedOff = app.commandLine.hasSwitch('no-sandbox');
const refusal = sandboxRefusal({ isPackaged: app.isPackaged, isSwitchedOff, environment });
if (refusal !== null) {
  dialog.showErrorBox('Parley', refusal);
  app.exit(1);
  // One app, or two would write the same settings; a second start hands on what it was to open.
} else if (app.requestSingleInstanceLock(handedOn(argv))) await start();
else app.exit(0);

async function start(): Promise<void> {
  const owned = new DisposableStore();
  // Before `ready`: schemes, the sandbox, and links that macOS hands over early.
  registerAppScheme();
  app.enableSandbox();
  const requests = owned.add(new OpenRequests(app, argv));
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  await app.whenReady();

  const dataDirectory = app.getPath('userData');
  const { log, recordCrash } = openJournal(dataDirectory);
  const rendererDirectory = fileURLToPath(new URL('../../dist/renderer/', import.meta.url));
  guardSession(session.defaultSession, { systemGrants, debugging: !app.isPackaged });
  serveAppProtocol(session.defaultSession, rendererDirectory);
  claimIdentity(app);

  let core: Core | null = null;
  let pages: ServedPages | null = null;
  const dispose = async (): Promise<void> => {
    owned.dispose();
    await core?.dispose();
  };
  const end = endWithApp({ app, clock, log, dispose });
  owned.add(followChildren(app, recordCrash));
  const parts = { dataDirectory, recordCrash, pages: () => pages, end, clock, log };
  const desktop = makeDesktop(owned, parts);
  core = await createCore({
    dataDirectory,
    partner: () => startPartnerWorker({ scenarioDirectory: scenarioDirectory(dataDirectory) }),
    environmentKey,
    vault: safeStorageVault({ storage: safeStorage, platform, dataDirectory, log }),
    hotkeys: electronHotkeys({ clock, log }),
    desktop,
    log,
  });
  pages = owned.add(servePages(core, log));
  owned.add(followPower(powerMonitor, core));
  desktop.attach(core, startsHidden(app, argv));
  requests.follow((arrival) => desktop.arrive(arrival));
}
