import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Where the bundle goes and what its entries are; all paths absolute. */
export interface OwnUrlOptions {
  readonly root: string;
  readonly outDir: string;
  /** Source file of an entry → its file name in `outDir`. */
  readonly entries: ReadonlyMap<string, string>;
}

const OWN_URL = /new URL\(\s*(['"`])([^'"`]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;

/**
 * Keeps `new URL('./x', import.meta.url)` true after bundling, where a module's own place is another one.
 * An entry's source becomes the entry's output, a path under dist/ is re-aimed, a data file is copied to
 * `outDir`/data. Anything else stops the build, as do `import.meta.dirname` and `import.meta.filename`,
 * which would silently name the wrong folder. Works because every chunk lies flat in `outDir`.
 */
export function ownUrls(options: OwnUrlOptions): Plugin {
  return {
    name: 'parley:own-urls',
    // A build for Node leaves out files that are not code unless it is told otherwise.
    config: () => ({ build: { emitAssets: true } }),
    transform(code, id) {
      if (!isOwnSource(options.root, id)) return null;
      if (/import\.meta\.(dirname|filename)\b/.test(code))
        this.error(`${id}: use new URL('…', import.meta.url), which the bundle keeps true`);
      if (!code.includes('import.meta.url')) return null;
      const carried = code.replace(OWN_URL, (_whole, _quote: string, path: string) => {
        const place = placeOf(options, resolve(dirname(id), path), path);
        if (place.data !== undefined)
          this.emitFile({ type: 'asset', fileName: place.path, source: readFileSync(place.data) });
        return `new URL(${JSON.stringify(place.url)}, import.meta.url)`;
      });
      return { code: carried, map: null };
    },
  };
}

function isOwnSource(root: string, id: string): boolean {
  return id.startsWith(root) && !id.includes('/node_modules/') && /\.tsx?$/.test(id);
}

interface Place {
  readonly url: string;
  readonly path: string;
  /** The file to copy there, if it is data. */
  readonly data?: string;
}

function placeOf(options: OwnUrlOptions, target: string, written: string): Place {
  const entry = options.entries.get(target);
  if (entry !== undefined) return { url: `./${entry}`, path: entry };
  const dist = resolve(options.root, 'dist');
  if (target === dist || target.startsWith(`${dist}/`)) {
    const path = relative(options.outDir, target);
    return { url: written.endsWith('/') ? `${path}/` : path, path };
  }
  const isData = existsSync(target) && statSync(target).isFile() && !/\.[cm]?[jt]sx?$/.test(target);
  if (!isData)
    throw new Error(`${written}: not an entry, not under dist/ and not a data file: ${target}`);
  const path = `data/${basename(target)}`;
  return { url: `./${path}`, path, data: target };
}
