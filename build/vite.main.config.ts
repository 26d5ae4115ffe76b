import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { root } from './base/root.ts';
import { ownUrls } from './bundle/own-urls.ts';
import { externalPackages, mainEntries, NODE_TARGET } from './bundle/targets.ts';

const outDir = resolve(root, 'dist/main');
const input = Object.fromEntries(
  Object.entries(mainEntries).map(([name, path]) => [name, resolve(root, path)]),
);
const entries = new Map(Object.entries(input).map(([name, path]) => [path, `${name}.js`]));

/** The Node side: ES modules, one file an entry, what they share beside them in the same folder. */
export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  plugins: [ownUrls({ root, outDir, entries })],
  ssr: { noExternal: true, external: [...externalPackages] },
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: NODE_TARGET,
    minify: false,
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input,
      external: [/^node:/, ...builtinModules, ...externalPackages],
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'shared-[name]-[hash].js',
      },
    },
  },
});
