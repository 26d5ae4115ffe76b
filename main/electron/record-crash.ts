import type { App } from 'electron';
import type { Disposable } from '../../contract/base/disposable.ts';
import type { Log } from '../core/base/log.ts';
import { subscription } from './subscription.ts';

/** What died. */
export type CrashKind = 'page-gone' | 'page-hung' | 'child-gone';

/** Writes down that something died. Never throws; `details` hold no words of the learner. */
export type RecordCrash = (kind: CrashKind, details: Record<string, unknown>) => void;

/** Crashes as lines of the log. */
export function logCrashes(log: Log): RecordCrash {
  return (kind, details) => log.error(kind, details);
}

/** Writes down the ends of Chromium's helpers (GPU, network); Chromium starts them anew itself. */
export function followChildren(
  app: Pick<App, 'on' | 'removeListener'>,
  recordCrash: RecordCrash,
): Disposable {
  return subscription(app, (events) => {
    events.on('child-process-gone', (...[, { type, reason, exitCode, name }]) => {
      if (reason === 'clean-exit') return;
      recordCrash('child-gone', { type, reason, exitCode, name: name ?? '' });
    });
  });
}
