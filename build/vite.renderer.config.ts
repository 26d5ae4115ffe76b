import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { root } from './base/root.ts';
import { PAGE_TARGET } from './bundle/targets.ts';

/** The page, and the pill beside it. Nothing is inlined: the content security policy allows neither data: nor inline scripts. */
export default defineConfig({
  root: resolve(root, 'renderer'),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  worker: { format: 'es' },
  build: {
    outDir: resolve(root, 'dist/renderer'),
    rolldownOptions: {
      input: {
        index: resolve(root, 'renderer/index.html'),
        pill: resolve(root, 'renderer/pill.html'),
      },
    },
    emptyOutDir: true,
    target: PAGE_TARGET,
    cssTarget: PAGE_TARGET,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    reportCompressedSize: false,
  },
});
