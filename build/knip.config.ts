import type { KnipConfig } from 'knip';
import { mainEntries } from './bundle/targets.ts';

/** Where knip starts to look for code that nothing reaches: the programs, the tools and the tests. */
const config: KnipConfig = {
  entry: [
    ...Object.values(mainEntries),
    'renderer/main.tsx',
    'renderer/audio/worklets/*.worklet.ts',
    'build/*.ts',
    'tests/bench/*.ts',
    'tests/look/*.ts',
    'tests/**/*.e2e.ts',
    '**/*.test.{ts,tsx}',
  ],
  project: ['**/*.{ts,tsx}'],
  // What a file uses itself needs no second reader: types beside the function that returns them.
  ignoreExportsUsedInFile: true,
  vite: { config: ['build/vite.*.config.ts'] },
  vitest: { config: ['build/vitest.config.ts'] },
  ignoreDependencies: [
    // Packs the installers; called by hand until packaging has its script.
    'electron-builder',
  ],
};

export default config;
