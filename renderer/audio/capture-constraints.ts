import type { Settings } from '../../contract/settings.ts';

/** The settings that concern sound. Device ids are the browser's; null is the system's default. */
export type AudioSettings = Pick<
  Settings,
  'inputDevice' | 'outputDevice' | 'echoCancellation' | 'noiseSuppression' | 'autoGainControl'
>;

/**
 * What to ask the browser for. A chosen device is asked for exactly, because otherwise the browser
 * would quietly give another; `chosen: false` asks for the system's default instead.
 */
export function captureConstraints(
  settings: AudioSettings,
  chosen: boolean,
): MediaTrackConstraints {
  const { echoCancellation, noiseSuppression, autoGainControl, inputDevice } = settings;
  const processing = { echoCancellation, noiseSuppression, autoGainControl };
  if (!chosen || inputDevice === null) return processing;
  return { ...processing, deviceId: { exact: inputDevice } };
}

/** Whether the microphone must be asked for again when `before` becomes `after`. */
export function changesCapture(before: AudioSettings, after: AudioSettings): boolean {
  return (
    before.inputDevice !== after.inputDevice ||
    before.echoCancellation !== after.echoCancellation ||
    before.noiseSuppression !== after.noiseSuppression ||
    before.autoGainControl !== after.autoGainControl
  );
}
