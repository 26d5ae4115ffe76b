import type { Session, WebContents } from 'electron';
import { isAllowedNavigation, isAllowedPermission } from './deciders.ts';

/** What of a session is guarded. */
export type GuardedSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;

/**
 * Refuses every permission but the microphone of our page, and every device.
 * `systemGrants` asks the operating system for the microphone, where it has a say of its own.
 */
export function guardSession(session: GuardedSession, systemGrants: () => Promise<boolean>): void {
  session.setPermissionRequestHandler((...[, permission, callback, details]) => {
    const allowed = isAllowedPermission({
      permission,
      requester: details.requestingUrl,
      isMainFrame: details.isMainFrame,
      media: 'mediaTypes' in details ? (details.mediaTypes ?? []) : [],
    });
    void (allowed ? systemGrants() : Promise.resolve(false)).catch(() => false).then(callback);
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

/** What of a page's contents is guarded. */
export type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/** Keeps `contents` on our page: no navigation elsewhere, no window, no webview. */
export function guardContents(contents: GuardedContents): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isAllowedNavigation(event.url)) event.preventDefault();
  };
  contents.on('will-frame-navigate', stay);
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
