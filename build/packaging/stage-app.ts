import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { externalPackages } from '../bundle/targets.ts';
import { type AppManifest, appManifest } from './app-manifest.ts';
import { isJunk } from './junk.ts';
import { fitsTarget, readNativeCode } from './native-code.ts';
import { packageClosure, parseLock, type ShippedPackage } from './package-closure.ts';
import { nameOf, type PackageTarget } from './target.ts';
import { thirdPartyLicences } from './third-party.ts';

/** The built parts that are shipped; everything else under dist/ belongs to this machine. */
const BUILT = ['dist/main', 'dist/preload', 'dist/renderer'] as const;

export interface StageRequest {
  readonly root: string;
  /** Emptied first; absolute. */
  readonly folder: string;
  readonly target: PackageTarget;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Lays out in `folder` exactly what the app's archive will hold: the built parts without source maps, the
 * packages that are loaded at run time with what they need on `target`, a package.json, and the licence.
 * Throws when a part is not built or a package, a native one above all, is not installed.
 */
export function stageApp({ root, folder, target, environment }: StageRequest): void {
  rmSync(folder, { recursive: true, force: true });
  for (const part of BUILT) {
    if (!existsSync(join(root, part))) throw new Error(`${part} is not built`);
    copyTree({
      from: join(root, part),
      to: join(folder, part),
      skip: (path) => path.endsWith('.map'),
    });
  }
  refuseUnusable(root, target);
  for (const shipped of shippedPackages(root, target))
    copyPackage(root, folder, { shipped, target });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'LICENSES.third-party.txt'), thirdPartyLicences(root, target));
  const manifest = appManifest(readFileSync(join(root, 'package.json'), 'utf8'), environment);
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify(manifest satisfies AppManifest, null, 2)}\n`,
  );
}

function refuseUnusable(root: string, target: PackageTarget): void {
  const { missing, foreign } = unusablePackages(root, target);
  const names = [...missing, ...foreign].map(({ folder, version }) => `${folder} ${version}`);
  if (names.length > 0)
    throw new Error(
      `${names.join(', ')}: no native code for ${nameOf(target)} here. npm run natives fetches or compiles it`,
    );
}

/** The packages that the app carries for `target`, by the lockfile. Electron itself is not one of them. */
export function shippedPackages(root: string, target: PackageTarget): readonly ShippedPackage[] {
  const lock = parseLock(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const roots = externalPackages.filter((name) => name !== 'electron');
  return packageClosure(lock, roots, target);
}

/**
 * What of that cannot be shipped from here: npm leaves out native code for another processor than this
 * machine's, and what a package calls native code for the target may be for another (uiohook-napi 1.5.5
 * puts x64 code under the name of linux-arm64).
 */
export function unusablePackages(root: string, target: PackageTarget): UnusablePackages {
  const missing: ShippedPackage[] = [];
  const foreign: ShippedPackage[] = [];
  for (const shipped of shippedPackages(root, target)) {
    const folder = join(root, shipped.folder);
    if (!existsSync(join(folder, 'package.json'))) missing.push(shipped);
    else if (!hasItsNativeCode(folder, target)) foreign.push(shipped);
  }
  return { missing, foreign };
}

export interface UnusablePackages {
  readonly missing: readonly ShippedPackage[];
  readonly foreign: readonly ShippedPackage[];
}

/** A package without native code has all that it needs; one with some has it for every processor, or is one's own. */
function hasItsNativeCode(folder: string, target: PackageTarget): boolean {
  const native = filesIn(folder).filter((path) => path.endsWith('.node') && !isJunk(path, target));
  if (native.length === 0) return !existsSync(join(folder, 'prebuilds'));
  const codes = native
    .map((path) => readNativeCode(join(folder, path)))
    .filter((code) => fitsTarget(code, target));
  if (!existsSync(join(folder, 'prebuilds'))) return codes.length === native.length;
  return target.processors.every((name) => codes.some((code) => code?.processor === name));
}

function copyPackage(root: string, folder: string, what: PackageCopy): void {
  const { shipped, target } = what;
  const from = join(root, shipped.folder);
  const isForeign = (path: string): boolean =>
    path.endsWith('.node') && !fitsTarget(readNativeCode(join(from, path)), target);
  copyTree({
    from,
    to: join(folder, shipped.folder),
    skip: (path) => isJunk(path, target) || isForeign(path),
  });
}

interface PackageCopy {
  readonly shipped: ShippedPackage;
  readonly target: PackageTarget;
}

interface TreeCopy {
  readonly from: string;
  readonly to: string;
  /** Asked with the path from `from`, with forward slashes. */
  readonly skip: (path: string) => boolean;
}

function copyTree({ from, to, skip }: TreeCopy): void {
  for (const path of filesIn(from)) {
    if (skip(path)) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(from, path), join(to, path));
  }
}

// Nested packages have an entry of their own in the lockfile, and are looked at as such.
function filesIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below)).flatMap((name) => {
    if (name === 'node_modules') return [];
    const path = below === '' ? name : `${below}/${name}`;
    return statSync(join(folder, path)).isDirectory() ? filesIn(folder, path) : [path];
  });
}
