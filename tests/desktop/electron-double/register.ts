import { registerHooks } from 'node:module';

// Loaded before the bundle: whatever it imports of Electron is the double beside this file.
const doubles: Readonly<Record<string, string>> = {
  electron: new URL('./electron.ts', import.meta.url).href,
  'electron-updater': new URL('./electron-updater.ts', import.meta.url).href,
};

registerHooks({
  resolve(specifier, context, next) {
    const url = doubles[specifier];
    return url === undefined
      ? next(specifier, context)
      : { url, format: 'module-typescript', shortCircuit: true };
  },
});

const { platform, userData } = JSON.parse(process.env.PARLEY_STAGE ?? '{}');
Object.defineProperty(process, 'resourcesPath', { value: userData });
if (typeof platform === 'string') Object.defineProperty(process, 'platform', { value: platform });
