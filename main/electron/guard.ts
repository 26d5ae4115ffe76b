import type { Session, WebContents } from 'electron';
import { isAllowedNavigation, isAllowedPermission, isAllowedRequest } from './deciders.ts';

/** What of a session is guarded. */
export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setBluetoothPairingHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
  | 'on'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

export interface GuardOptions {
  /** Asks the operating system for the microphone, where it has a say of its own. */
  readonly systemGrants: () => Promise<boolean>;
  /** The developer tools may be opened: the app was not packaged. */
  readonly debugging: boolean;
}

/**
 * Refuses every permission but the microphone and the loudspeakers of our page, every device, every
 * download, and every request of Chromium's for something that is not the app's own.
 */
export function guardSession(session: GuardedSession, options: GuardOptions): void {
  guardPermissions(session, options.systemGrants);
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  // Null is "no": screens and windows cannot be captured.
  session.setDisplayMediaRequestHandler(null);
  // Its dictionaries are downloaded from a server that the learner did not choose.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !isAllowedRequest(url, options.debugging) }),
  );
}

function guardPermissions(
  session: Pick<GuardedSession, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>,
  systemGrants: GuardOptions['systemGrants'],
): void {
  session.setPermissionRequestHandler((...[, permission, callback, details]) => {
    const allowed = isAllowedPermission({
      permission,
      requester: details.requestingUrl,
      isMainFrame: details.isMainFrame,
      media: 'mediaTypes' in details ? (details.mediaTypes ?? []) : [],
    });
    const system = allowed && permission === 'media' ? systemGrants() : Promise.resolve(allowed);
    void system.catch(() => false).then(callback);
  });
  session.setPermissionCheckHandler((...[, permission, origin, details]) =>
    isAllowedPermission({
      permission,
      requester: origin,
      isMainFrame: details.isMainFrame,
      media: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  );
}

/** What of a page's contents is guarded. */
export type GuardedContents = Pick<
  WebContents,
  'on' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'
>;

/**
 * Keeps `contents` on our page: no navigation elsewhere, no window, no webview, no device chooser,
 * no certificate or password for a server, and no UDP past the request filter.
 */
export function guardContents(contents: GuardedContents): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isAllowedNavigation(event.url)) event.preventDefault();
  };
  contents.on('will-frame-navigate', stay);
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (...[event, , answer]) => {
    event.preventDefault();
    answer('');
  });
  contents.on('select-client-certificate', (event) => event.preventDefault());
  contents.on('certificate-error', (...[event, , , , answer]) => {
    event.preventDefault();
    answer(false);
  });
  contents.on('login', (...[event, , , answer]) => {
    event.preventDefault();
    answer();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
