import { z } from 'zod';
import { chordSchema } from '../hotkeys.ts';

const nothing = z.strictObject({});
const done = z.null();

/** What a page asks of the machine around it. All but recording answer null. */
export const desktopCalls = {
  /** The next chord that is pressed anywhere; null: stopped, refused, or not possible here. */
  'hotkeys.record': { input: nothing, output: chordSchema.nullable() },
  'hotkeys.stopRecording': { input: nothing, output: done },
  /** Asks the system for the permission that the hotkeys' status names. */
  'hotkeys.requestAccess': { input: nothing, output: done },
  /** Shows the main window; from the pill. */
  'desktop.showMain': { input: nothing, output: done },
  /** The pill may take the mouse (it is pointed at) or lets clicks through. */
  'desktop.pillPointed': { input: z.strictObject({ pointed: z.boolean() }), output: done },
  /** Opens the system's own settings of the microphone, where the permission is given back. */
  'desktop.microphoneSettings': { input: nothing, output: done },
  'desktop.checkUpdates': { input: nothing, output: done },
  /** Quits and starts the newer version; ignored while none is ready. */
  'desktop.installUpdate': { input: nothing, output: done },
} as const;
