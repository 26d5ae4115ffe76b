import { defineConfig } from 'vitest/config';
import { root } from './base/root.ts';

const never = ['**/node_modules/**', 'dist/**'];
// Real keys on an X display, a real keyring, and a real D-Bus: only Linux has them. A file that cannot run is left out, not skipped.
const elsewhere =
  process.platform === 'linux' ? never : [...never, 'tests/hotkeys/**', 'tests/keys/**'];

/** Three runs: `unit` beside the sources, `suites` across rooms, `e2e` through a real browser. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          root,
          environment: 'node',
          include: ['{contract,main,renderer,preload,build}/**/*.test.{ts,tsx}'],
          exclude: never,
          // Only a test that hangs is to hit this: a loaded machine must not fail one.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'suites',
          root,
          environment: 'node',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: elsewhere,
          globalSetup: ['tests/desktop/build-main.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          root,
          environment: 'node',
          include: ['tests/**/*.e2e.ts'],
          exclude: elsewhere,
          // One browser with one fake microphone at a time: two share the machine's ears.
          // Real sound in real time: a busy machine may tear a hole into it. A fault fails each time.
          retry: 2,
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
