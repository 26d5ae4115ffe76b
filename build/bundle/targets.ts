/** Chromium's version inside Electron 45 (Electron 43 carries 150, and each major is two further). */
export const PAGE_TARGET = 'chrome154';

/** The Node that Electron 45 embeds, and that npm scripts get from the pinned `node` package. */
export const NODE_TARGET = 'node24';

/** The programs of dist/main, by output name, with their sources from the root. The names are a promise to package.json. */
export const mainEntries = {
  electron: 'main/electron/main.ts',
  web: 'main/web/main.ts',
  partner: 'main/partner/main.ts',
  'partner-worker': 'main/partner/worker.ts',
  talk: 'main/terminal/talk.ts',
  'hook-child': 'main/hotkeys/hook/hook-child.ts',
  'keyring-child': 'main/keyring/child.ts',
} as const;

/**
 * What is loaded from node_modules at run time instead of being bundled:
 * - electron is provided by Electron itself;
 * - espeak-ng finds its 24 MB `.data` file beside its own module;
 * - uiohook-napi finds its native module beside its own;
 * - pino starts worker threads from files of its own;
 * - ws looks for optional native helpers that may be missing;
 * - electron-updater reads files beside its own module and chooses its parts by system;
 * - @napi-rs/keyring is a native module, in another package for each platform.
 */
export const externalPackages = [
  'electron',
  '@echogarden/espeak-ng-emscripten',
  'pino',
  'uiohook-napi',
  'ws',
  'electron-updater',
  '@napi-rs/keyring',
] as const;
