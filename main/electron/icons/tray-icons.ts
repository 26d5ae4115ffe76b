/** What the tray can say, each by a shape of its own. */
export type TrayState = 'idle' | 'listening' | 'speaking' | 'offline';

/** One picture in the sharpness that Electron picks from by the names: the plain one first. */
type Sharpnesses = readonly [URL, ...URL[]];

// Each is named in full, so that the bundle takes it along. `npm run icons` draws them from build/icons/tray.
const coloured: Readonly<Record<TrayState, Sharpnesses>> = {
  idle: [
    new URL('./tray-idle.png', import.meta.url),
    new URL('./tray-idle@1.5x.png', import.meta.url),
    new URL('./tray-idle@2x.png', import.meta.url),
  ],
  listening: [
    new URL('./tray-listening.png', import.meta.url),
    new URL('./tray-listening@1.5x.png', import.meta.url),
    new URL('./tray-listening@2x.png', import.meta.url),
  ],
  speaking: [
    new URL('./tray-speaking.png', import.meta.url),
    new URL('./tray-speaking@1.5x.png', import.meta.url),
    new URL('./tray-speaking@2x.png', import.meta.url),
  ],
  offline: [
    new URL('./tray-offline.png', import.meta.url),
    new URL('./tray-offline@1.5x.png', import.meta.url),
    new URL('./tray-offline@2x.png', import.meta.url),
  ],
};

const templates: Readonly<Record<TrayState, Sharpnesses>> = {
  idle: [
    new URL('./tray-idleTemplate.png', import.meta.url),
    new URL('./tray-idleTemplate@2x.png', import.meta.url),
  ],
  listening: [
    new URL('./tray-listeningTemplate.png', import.meta.url),
    new URL('./tray-listeningTemplate@2x.png', import.meta.url),
  ],
  speaking: [
    new URL('./tray-speakingTemplate.png', import.meta.url),
    new URL('./tray-speakingTemplate@2x.png', import.meta.url),
  ],
  offline: [
    new URL('./tray-offlineTemplate.png', import.meta.url),
    new URL('./tray-offlineTemplate@2x.png', import.meta.url),
  ],
};

/**
 * The picture for a state, 16 points square. `nativeImage.createFromPath` finds the sharper ones beside it.
 * macOS gets a template: black with alpha, which it colours to fit its menu bar.
 */
export function trayIcon(state: TrayState, platform: NodeJS.Platform): URL {
  return trayIconFiles(state, platform)[0];
}

/** All sharpnesses of that picture, the plain one first. */
export function trayIconFiles(state: TrayState, platform: NodeJS.Platform): Sharpnesses {
  return (platform === 'darwin' ? templates : coloured)[state];
}
