import type { Settings } from '../../../contract/settings.ts';

type Turns = Pick<Settings, 'mode' | 'turnDetection'>;

/** Whether turns end in another way than before. */
export function turnsDiffer(before: Turns, after: Turns): boolean {
  if (before.mode !== after.mode) return true;
  return JSON.stringify(before.turnDetection) !== JSON.stringify(after.turnDetection);
}

/** Whether the partner speaks by itself when nobody has answered for a while. */
export function asksAfterSilence({ mode, turnDetection }: Turns): boolean {
  if (mode === 'push_to_talk' || turnDetection.kind !== 'server_vad') return false;
  return turnDetection.idleTimeoutMilliseconds !== null;
}
