import type { PackageTarget } from './target.ts';

const LICENCE = /^(licen[cs]e|copying|notice|copyright)/i;
const SOURCE =
  /\.(map|md|markdown|html|[mc]?ts|tsx|flow|c|h|cc|cpp|gypi?|mk|patch|o|a|obj|pdb|lock|sh|bat|ya?ml|ico)$/i;
const TEST_FILE = /(^|[.-])(test|spec|bench|benchmark|example)\.[cm]?js$/;
const TOP_JUNK = new Set([
  'benchmark',
  'benchmarks',
  'coverage',
  'demo',
  'doc',
  'docs',
  'docsify',
  'example',
  'examples',
]);
const ANY_JUNK = new Set(['test', 'tests', '__tests__', 'fixtures', 'obj.target']);

/**
 * Whether a file of a package is left out of the app. `path` is from the package's folder, with forward
 * slashes. What a program needs stays, and so do licences, which have to travel along.
 */
export function isJunk(path: string, target: PackageTarget): boolean {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const folders = parts.slice(0, -1);
  if (parts.some((part) => part.startsWith('.'))) return true;
  if (LICENCE.test(file)) return false;
  if (TOP_JUNK.has(folders[0] ?? '') || folders.some((part) => ANY_JUNK.has(part))) return true;
  if (isForeignPrebuild(folders, target)) return true;
  return (
    SOURCE.test(file) ||
    TEST_FILE.test(file) ||
    /^(CNAME$|(.*\.)?Makefile$|ar-file-list$|tsconfig\.|eslint\.config\.)/.test(file)
  );
}

// The layout of prebuildify: prebuilds/SYSTEM-PROCESSOR/NAME.node.
function isForeignPrebuild(folders: readonly string[], target: PackageTarget): boolean {
  const at = folders.indexOf('prebuilds');
  const name = folders[at + 1];
  if (at === -1 || name === undefined) return false;
  return !target.processors.some((processor) => name === `${target.system}-${processor}`);
}
