import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import type { DisposableStore } from '../../contract/base/disposable.ts';
import type { Clock } from '../core/base/clock.ts';
import type { Log } from '../core/base/log.ts';
import type { AppEnd } from './app-end.ts';
import { ElectronDesktop } from './desktop.ts';
import { systemLogin } from './login/system-login.ts';
import { systemNotifier } from './notices/notifier.ts';
import type { RecordCrash } from './record-crash.ts';
import type { ServedPages } from './serve-pages.ts';
import { electronUpdater } from './updates/electron-updater.ts';
import { Updates } from './updates/updates.ts';
import type { WindowHouse } from './windows/window-house.ts';
import { WindowMemory } from './windows/window-memory.ts';

export interface DesktopParts {
  readonly dataDirectory: string;
  readonly recordCrash: RecordCrash;
  /** The pages, once they are served. */
  readonly pages: () => Pick<ServedPages, 'leave'> | null;
  readonly end: AppEnd;
  readonly clock: Clock;
  readonly log: Log;
}

/** Puts the machine around the page together; `owned` takes all of it. */
export function makeDesktop(owned: DisposableStore, parts: DesktopParts): ElectronDesktop {
  const { dataDirectory, recordCrash, pages, end, clock, log } = parts;
  const { isPackaged } = app;
  const updater = electronUpdater({ isPackaged, log, beforeInstall: () => end.expect() });
  const house = {
    preload: fileURLToPath(new URL('../../dist/preload/preload.cjs', import.meta.url)),
    debugging: !isPackaged,
    memory: owned.add(new WindowMemory(path.join(dataDirectory, 'window.json'), log)),
    clock,
    recordCrash,
    pageGone: (page) => pages()?.leave(page),
  } satisfies WindowHouse;
  const updates = owned.add(new Updates({ updater, clock, log }));
  const login = systemLogin(app);
  const notifier = systemNotifier();
  const quitting = (): boolean => end.quitting;
  return owned.add(new ElectronDesktop({ house, updates, login, notifier, log, quitting }));
}
