/** The one origin of the desktop app's page. */
export const PAGE_ORIGIN = 'app://parley';

/** A question of Chromium about a permission; `media` is what a `media` permission asks for. */
export interface PermissionQuestion {
  readonly permission: string;
  /** Of the frame that asks; an origin or a URL. */
  readonly requester: string;
  readonly isMainFrame: boolean;
  readonly media: readonly string[];
}

/** The microphone, and choosing a loudspeaker, for our own page; nothing else. */
export function isAllowedPermission(question: PermissionQuestion): boolean {
  const { permission, requester, isMainFrame, media } = question;
  if (!isMainFrame || !isPageUrl(requester)) return false;
  if (permission === 'speaker-selection') return true;
  return permission === 'media' && media.length > 0 && media.every((medium) => medium === 'audio');
}

/**
 * What Chromium may fetch: our own page and what it makes itself. `debugging` also lets the
 * developer tools load.
 */
export function isAllowedRequest(url: string, debugging: boolean): boolean {
  if (isPageUrl(url)) return true;
  if (url.startsWith(`blob:${PAGE_ORIGIN}/`) || url.startsWith('data:')) return true;
  return debugging && url.startsWith('devtools://');
}

/** Our own page may be loaded again; no frame goes anywhere else. */
export function isAllowedNavigation(url: string): boolean {
  return isPageUrl(url);
}

/** Who sent an IPC message; null when its frame is gone. */
export interface Sender {
  readonly url: string;
  readonly origin: string;
  readonly isMainFrame: boolean;
}

/** The main frame of our page. A missing URL and `about:blank` are strangers. */
export function isTrustedSender(sender: Sender | null): boolean {
  return sender?.isMainFrame === true && sender.origin === PAGE_ORIGIN && isPageUrl(sender.url);
}

/** The page of the pill, beside the main page at `/`. */
const PILL_PATH = '/pill.html';

/** The pages that the app's windows show. */
export type Page = 'main' | 'pill';

/** The address of a page of ours. */
export function urlOf(page: Page): string {
  return `${PAGE_ORIGIN}${page === 'pill' ? PILL_PATH : '/'}`;
}

/** What a trusted sender's page is. */
export function pageOf(sender: Sender): Page {
  return new URL(sender.url).pathname === PILL_PATH ? 'pill' : 'main';
}

/** The path that an `app:` URL names, still encoded, or null when it is not our page's. */
export function resolveAppPath(url: string): string | null {
  return isPageUrl(url) ? new URL(url).pathname : null;
}

// By parts: to Node the origin of an `app:` URL is "null", as it does not know the scheme.
function isPageUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host, username, password } = new URL(text);
  return `${protocol}//${host}` === PAGE_ORIGIN && username === '' && password === '';
}
