/** What decides whether the app may run without Chromium's sandbox. */
export interface SandboxQuestion {
  /** `app.isPackaged`. */
  readonly isPackaged: boolean;
  /** Whether `--no-sandbox` is on the command line. */
  readonly isSwitchedOff: boolean;
  /** Of the process: `APPIMAGE` is the path of the AppImage that it came out of. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Why an installed app does not start, or null when it may. An AppImage's own start script switches the
 * sandbox off, unasked, where the system keeps user namespaces from it; the page would then run with the
 * user's own rights. Whoever starts a checkout with that switch has decided so.
 */
export function sandboxRefusal(question: SandboxQuestion): string | null {
  const { isPackaged, isSwitchedOff, environment } = question;
  if (!isPackaged || !isSwitchedOff) return null;
  const isAppImage = (environment.APPIMAGE ?? '') !== '';
  return isAppImage
    ? 'This system lets no AppImage use a sandbox, and Parley does not run without one. The .deb package works here.'
    : 'Parley does not run without its sandbox: start it without --no-sandbox.';
}
