import type { InlineConfig } from 'vite';

/** One Vite build: where it starts, what its result depends on, and a file that proves it was made. */
export interface Part {
  readonly name: string;
  /** Loads the configuration; late, since it brings Vite's plugins along. */
  readonly loadConfig: () => Promise<InlineConfig>;
  /** Files and folders, from the root, whose content decides whether the output is stale. */
  readonly inputs: readonly string[];
  /** From the root. */
  readonly proof: string;
}

const shared = ['contract', 'build', 'package-lock.json'];

/** The three builds, in the order in which they run. */
export const parts: readonly Part[] = [
  {
    name: 'main',
    loadConfig: async () => (await import('../vite.main.config.ts')).default,
    inputs: ['main', ...shared],
    proof: 'dist/main/web.js',
  },
  {
    name: 'preload',
    loadConfig: async () => (await import('../vite.preload.config.ts')).default,
    inputs: ['preload', ...shared],
    proof: 'dist/preload/preload.cjs',
  },
  {
    name: 'renderer',
    loadConfig: async () => (await import('../vite.renderer.config.ts')).default,
    inputs: ['renderer', ...shared],
    proof: 'dist/renderer/index.html',
  },
];
