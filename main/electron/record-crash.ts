import type { App } from 'electron';
import type { Disposable } from '../../contract/base/disposable.ts';
import type { CrashKind } from '../core/base/crash-log.ts';
import { subscription } from './subscription.ts';

/** Writes down that something died. Never throws; `details` hold no words of the learner. */
export type RecordCrash = (kind: CrashKind, details: Record<string, unknown>) => void;

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
