import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** A file of the page, read whole. */
export interface StaticFile {
  readonly type: string;
  readonly body: Buffer<ArrayBuffer>;
}

/** MIME types by extension. What is not listed is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * The file that the path of a request names inside `root`, or null. The path is decoded once;
 * what lies outside after every symbolic link is followed is as absent as what does not exist.
 * `/` is `index.html`.
 */
export async function readStaticFile(root: string, urlPath: string): Promise<StaticFile | null> {
  const relative = fileName(urlPath);
  if (relative === null) return null;
  const type = TYPES[path.extname(relative)];
  const file = type === undefined ? null : await containedFile(root, relative);
  return type === undefined || file === null ? null : { type, body: await readFile(file) };
}

/** The decoded path relative to the root, or null when no file of ours could have it. */
function fileName(urlPath: string): string | null {
  const decoded = decode(urlPath);
  if (decoded === null || !decoded.startsWith('/') || /[\\\0:]/.test(decoded)) return null;
  const segments = decoded.slice(1).split('/');
  if (decoded === '/') return 'index.html';
  return segments.some((segment) => segment === '' || segment.startsWith('.'))
    ? null
    : segments.join(path.sep);
}

function decode(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}

async function containedFile(root: string, relative: string): Promise<string | null> {
  try {
    const base = await realpath(root);
    const file = await realpath(path.join(base, relative));
    // With the separator: `/app-evil` is not inside `/app`.
    if (!file.startsWith(base + path.sep)) return null;
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}
