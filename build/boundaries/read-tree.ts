import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix, sep } from 'node:path';
import { listImports } from './list-imports.ts';

/** Where an import leads. Paths are from the root, with forward slashes. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'built'; readonly path: string }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'missing'; readonly specifier: string }
  | { readonly kind: 'computed' };

export interface Edge {
  readonly line: number;
  readonly target: Target;
}

/** One source file as it was read. */
export interface Module {
  readonly path: string;
  readonly lines: number;
  readonly edges: readonly Edge[];
  readonly errors: readonly string[];
}

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'tmp']);
const SOURCE = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';

/** Every source file, sorted; hidden folders, node_modules, dist, coverage and tmp are left out. */
export function listSources(root: string): string[] {
  const exclude = (name: string): boolean => name.startsWith('.') || SKIPPED.has(name);
  return globSync(SOURCE, { cwd: root, exclude: (path) => exclude(posix.basename(toPosix(path))) })
    .map(toPosix)
    .sort();
}

/** Counts the source files under `root` by a plain walk: what the reader saw is held against it. */
export function countSources(root: string): number {
  let count = 0;
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) continue;
    if (entry.isDirectory()) count += countSources(join(root, entry.name));
    else if (/\.[cm]?[jt]sx?$/.test(entry.name)) count += 1;
  }
  return count;
}

/** Parses every source file under `root`. */
export function readTree(root: string): Module[] {
  return listSources(root).map((path) => {
    const source = readFileSync(join(root, path), 'utf8');
    const { imports, errors } = listImports(path, source);
    const edges = imports.map(({ line, specifier }) => ({
      line,
      target: resolveTarget(root, path, specifier),
    }));
    return { path, lines: source.replace(/\n$/, '').split('\n').length, edges, errors };
  });
}

function resolveTarget(root: string, from: string, specifier: string | null): Target {
  if (specifier === null) return { kind: 'computed' };
  if (isBuiltin(specifier)) return { kind: 'builtin', name: specifier };
  if (!specifier.startsWith('.')) return { kind: 'package', name: packageName(specifier) };
  const path = posix.join(posix.dirname(from), specifier.replace(/[?#].*$/, ''));
  if (path === 'dist' || path.startsWith('dist/')) return { kind: 'built', path };
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return { kind: 'missing', specifier };
  return { kind: found.isDirectory() ? 'folder' : 'file', path };
}

function packageName(specifier: string): string {
  const parts = specifier.replace(/[?#].*$/, '').split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function toPosix(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
