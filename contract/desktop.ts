import { z } from 'zod';

/** What has become of a newer version. */
export const updateSchema = z.strictObject({
  /** `unsupported`: this host does not update itself; `waiting`: a session is open. */
  state: z.enum([
    'unsupported',
    'off',
    'idle',
    'checking',
    'loading',
    'waiting',
    'ready',
    'failed',
  ]),
  /** Of the newer one; null when none is known. */
  version: z.string().max(64).nullable(),
});
export type Update = z.infer<typeof updateSchema>;

/** What the app is on this machine beside its page; the settings offer only what is there. */
export const desktopSchema = z.strictObject({
  /** Node's name of the operating system, such as `darwin`, `linux` or `win32`. */
  platform: z.string().max(32),
  version: z.string().max(64),
  has: z.strictObject({
    pill: z.boolean(),
    tray: z.boolean(),
    launchAtLogin: z.boolean(),
    notifications: z.boolean(),
  }),
  update: updateSchema,
});
export type DesktopView = z.infer<typeof desktopSchema>;

/** A host without windows of its own. */
export const noDesktop: DesktopView = {
  platform: '',
  version: '',
  has: { pill: false, tray: false, launchAtLogin: false, notifications: false },
  update: { state: 'unsupported', version: null },
};
