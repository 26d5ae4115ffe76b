import { noHotkeys } from '../../../contract/hotkeys.ts';
import type { HotkeySource } from './hotkey-source.ts';

/** A host that hears no global keys, such as a terminal. */
export const silentHotkeys: HotkeySource = {
  status: noHotkeys,
  onStatus: () => ({ dispose() {} }),
  onPress: () => ({ dispose() {} }),
  assign() {},
  record: () => Promise.resolve(null),
  stopRecording() {},
  releaseAll() {},
  requestAccess() {},
  dispose() {},
};
