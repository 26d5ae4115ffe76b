import type { KnipConfig } from 'knip';

/** Where knip starts to look for code that nothing reaches: the programs, the tools and the tests. */
const config: KnipConfig = {
  // The programs come from the Vite configurations; these start elsewhere.
  entry: [
    'renderer/audio/worklets/*.worklet.ts',
    'renderer/testing/look-page.tsx',
    'main/partner/listening/evaluate.ts',
    'build/*.ts',
    'tests/bench/*.ts',
    'tests/look/*.ts',
    'tests/*/harness/*.ts',
    'tests/**/*.e2e.ts',
    '**/*.test.{ts,tsx}',
  ],
  project: ['**/*.{ts,tsx}'],
  // What a file uses itself needs no second reader: types beside the function that returns them.
  ignoreExportsUsedInFile: true,
  // The contract names the type of every schema: a vocabulary, read by whoever comes next.
  ignoreIssues: { 'contract/**': ['types'] },
  vite: { config: ['build/vite.*.config.ts'] },
  vitest: { config: ['build/vitest.config.ts'] },
  // Of the machine, as `build/machine/needs.ts` lists them.
  ignoreBinaries: ['Xvfb', 'xev', 'dbus-daemon', 'gnome-keyring-daemon'],
  ignoreDependencies: [
    // Named by a tsconfig's `types` under its full name.
    '@types/audioworklet',
  ],
};

export default config;
