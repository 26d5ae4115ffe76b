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
import { packageClosure, parseLock, type ShippedPackage } from './package-closure.ts';
import type { PackageTarget } from './target.ts';
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
  const packages = shippedPackages(root, target);
  for (const shipped of packages) copyPackage(root, folder, { shipped, target });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'LICENSES.third-party.txt'), thirdPartyLicences(root, target));
  const manifest = appManifest(readFileSync(join(root, 'package.json'), 'utf8'), environment);
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify(manifest satisfies AppManifest, null, 2)}\n`,
  );
}

/** The packages that the app carries for `target`, by the lockfile. Electron itself is not one of them. */
export function shippedPackages(root: string, target: PackageTarget): readonly ShippedPackage[] {
  const lock = parseLock(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const roots = externalPackages.filter((name) => name !== 'electron');
  return packageClosure(lock, roots, target);
}

/** What of that is not installed here: npm leaves out native code for another processor than this machine's. */
export function missingPackages(root: string, target: PackageTarget): readonly ShippedPackage[] {
  return shippedPackages(root, target).filter(({ folder }) => !isInstalled(root, folder));
}

function copyPackage(root: string, folder: string, what: PackageCopy): void {
  const { shipped, target } = what;
  if (!isInstalled(root, shipped.folder))
    throw new Error(
      `${shipped.folder} ${shipped.version} is not installed here, and the app needs it. ` +
        `npm run natives -- --arch ${target.processors[0] ?? ''} fetches it`,
    );
  const skip = (path: string): boolean => isJunk(path, target);
  copyTree({ from: join(root, shipped.folder), to: join(folder, shipped.folder), skip });
}

interface PackageCopy {
  readonly shipped: ShippedPackage;
  readonly target: PackageTarget;
}

function isInstalled(root: string, folder: string): boolean {
  return existsSync(join(root, folder, 'package.json'));
}

interface TreeCopy {
  readonly from: string;
  readonly to: string;
  /** Asked with the path from `from`, with forward slashes. */
  readonly skip: (path: string) => boolean;
}

// Nested packages have an entry of their own in the lockfile, and are copied as such.
function copyTree({ from, to, skip }: TreeCopy, below = ''): void {
  for (const name of readdirSync(join(from, below))) {
    if (name === 'node_modules') continue;
    const path = below === '' ? name : `${below}/${name}`;
    if (statSync(join(from, path)).isDirectory()) copyTree({ from, to, skip }, path);
    else if (!skip(path)) {
      mkdirSync(dirname(join(to, path)), { recursive: true });
      cpSync(join(from, path), join(to, path));
    }
  }
}
