import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { root } from './base/root.ts';
import { PAGE_TARGET } from './bundle/targets.ts';

/** The preload script: one CommonJS file, since a sandboxed preload can require nothing but electron. */
export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: resolve(root, 'dist/preload'),
    emptyOutDir: true,
    target: PAGE_TARGET,
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    lib: {
      entry: resolve(root, 'preload/preload.ts'),
      formats: ['cjs'],
      fileName: () => 'preload.cjs',
    },
    rolldownOptions: {
      external: ['electron'],
      output: { codeSplitting: false },
    },
  },
});
