import path from 'node:path';
import { app } from 'electron';
import { installCrashLog } from '../core/base/crash-log.ts';
import { createLog, type Log } from '../core/base/log.ts';
import { logFile } from '../core/base/log-file.ts';
import { Redactor } from '../core/base/redact.ts';
import type { RecordCrash } from './record-crash.ts';

/** What the app writes about itself: on this machine, for its user, with secrets left out. */
export interface Journal {
  readonly log: Log;
  readonly recordCrash: RecordCrash;
}

/** Opens the log and the folder of crashes in the data directory. An uncaught error ends the app. */
export function openJournal(dataDirectory: string): Journal {
  const redactor = new Redactor();
  const also = logFile({ path: path.join(dataDirectory, 'logs', 'parley.log') });
  const log = createLog('warn', { redactor, also });
  const crashes = installCrashLog({
    directory: path.join(dataDirectory, 'crashes'),
    redactor,
    version: app.getVersion(),
    log,
    end: () => app.exit(1),
  });
  const recordCrash: RecordCrash = (kind, details) => {
    const file = crashes.recordCrash(kind, details);
    log.error(kind, { ...details, file });
  };
  return { log, recordCrash };
}
