import type { App } from 'electron';
import { LINK_SCHEME } from './links/deep-link.ts';

/** As packaging names the app: Windows shows notifications of a shortcut with this very name. */
const APP_ID = 'org.parley.app';

/** Tells the system that an installed app is who opens our links, and whose notifications come. */
export function claimIdentity(
  app: Pick<App, 'isPackaged' | 'setAppUserModelId' | 'setAsDefaultProtocolClient'>,
): void {
  if (!app.isPackaged) return;
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  app.setAsDefaultProtocolClient(LINK_SCHEME);
}
