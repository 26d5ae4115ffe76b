import type { WebPreferences } from 'electron';

/** How every page of ours runs: sandboxed, isolated, without Node, on our page alone. */
export function hardenedPreferences(preload: string, debugging: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
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
