import { type Session, systemPreferences, type WebContents } from 'electron';
import { isAllowedNavigation, isAllowedPermission } from './deciders.ts';

/** Refuses every permission but the microphone of our page, and every device. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((...[, permission, callback, details]) => {
    const allowed = isAllowedPermission({
      permission,
      requester: details.requestingUrl,
      isMainFrame: details.isMainFrame,
      media: 'mediaTypes' in details ? (details.mediaTypes ?? []) : [],
    });
    void (allowed ? systemGrants() : Promise.resolve(false)).then(callback);
  });
  session.setPermissionCheckHandler((...[, permission, origin, details]) =>
    isAllowedPermission({
      permission,
      requester: origin,
      isMainFrame: details.isMainFrame,
      media: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  );
  session.setDevicePermissionHandler(() => false);
}

/** Keeps `contents` on our page: no navigation elsewhere, no window, no webview. */
export function guardContents(contents: WebContents): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isAllowedNavigation(event.url)) event.preventDefault();
  };
  contents.on('will-frame-navigate', stay);
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** macOS asks the user itself; the other systems have no such question. */
function systemGrants(): Promise<boolean> {
  return process.platform === 'darwin'
    ? systemPreferences.askForMediaAccess('microphone').catch(() => false)
    : Promise.resolve(true);
}
