/** What a close of the main window depends on. */
export interface CloseQuestion {
  readonly quitting: boolean;
  readonly closeToTray: boolean;
  readonly hasTray: boolean;
  /** The learner knows already that the app goes on in the tray. */
  readonly told: boolean;
  /** Node's name of the operating system. */
  readonly platform: string;
}

/**
 * What a close of the main window does: `hide` leaves the app running, `hide_and_tell` says so too,
 * `close` lets the window go. On macOS an app without a window stays in the dock, told to nobody.
 */
export function decideClose(question: CloseQuestion): 'close' | 'hide' | 'hide_and_tell' {
  const { quitting, closeToTray, hasTray, told, platform } = question;
  if (quitting || !closeToTray) return 'close';
  if (platform === 'darwin') return 'hide';
  if (!hasTray) return 'close';
  return told ? 'hide' : 'hide_and_tell';
}

/** Whether the app ends when its main window is closed for good. */
export function endsWithWindow(platform: string): boolean {
  return platform !== 'darwin';
}
