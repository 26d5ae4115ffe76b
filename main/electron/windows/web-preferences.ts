import type { WebPreferences } from 'electron';

/**
 * How every page of ours runs: without Node, on our page alone. The sandbox, the isolation and the
 * preload stand where each window is made, so that a static look finds them there.
 */
export function hardenedPreferences(debugging: boolean): WebPreferences {
  return {
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    disableDialogs: true,
    devTools: debugging,
    // Its dictionaries are downloaded from a server that the learner did not choose.
    spellcheck: false,
    autoplayPolicy: 'no-user-gesture-required',
    // A conversation goes on while another window is in front.
    backgroundThrottling: false,
  };
}
