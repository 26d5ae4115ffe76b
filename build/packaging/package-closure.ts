import { z } from 'zod';
import type { PackageTarget } from './target.ts';

const names = z.record(z.string(), z.string()).optional();
const entrySchema = z.object({
  version: z.string().optional(),
  dependencies: names,
  optionalDependencies: names,
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  libc: z.array(z.string()).optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });

/** What npm's lockfile (version 3) says of every installed package, by its folder from the root. */
export type Lock = z.infer<typeof lockSchema>;
type Entry = z.infer<typeof entrySchema>;

/** Reads the text of a package-lock.json. Throws when it is none. */
export function parseLock(text: string): Lock {
  return lockSchema.parse(JSON.parse(text));
}

/** One package to ship: its folder from the root, such as `node_modules/ws`, and its version. */
export interface ShippedPackage {
  readonly folder: string;
  readonly version: string;
}

/**
 * The packages that `roots` need at run time on `target`, themselves included, sorted by folder. Native
 * packages of other systems are left out; those that fit are in it, whether or not they are installed here.
 */
export function packageClosure(
  lock: Lock,
  roots: readonly string[],
  target: PackageTarget,
): readonly ShippedPackage[] {
  const found = new Map<string, ShippedPackage>();
  const visit = (folder: string, entry: Entry): void => {
    if (found.has(folder) || !fits(entry, target)) return;
    found.set(folder, { folder, version: entry.version ?? '' });
    const needed = { ...entry.dependencies, ...entry.optionalDependencies };
    for (const name of Object.keys(needed)) visit(...resolve(lock, folder, name));
  };
  for (const name of roots) visit(...resolve(lock, '', name));
  return [...found.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

// As Node does: the folder's own node_modules first, then those of the folders around it.
function resolve(lock: Lock, from: string, name: string): [string, Entry] {
  for (let around = from; ; around = around.slice(0, Math.max(0, around.lastIndexOf('/')))) {
    const folder = `${around === '' ? '' : `${around}/`}node_modules/${name}`;
    const entry = lock.packages[folder];
    if (entry !== undefined) return [folder, entry];
    if (around === '')
      throw new Error(`package-lock.json holds no ${name} for ${from || 'the app'}`);
  }
}

function fits(entry: Entry, { system, processors }: PackageTarget): boolean {
  // Electron itself is linked against glibc: a musl build of anything is of no use to it.
  const isForLibc = system !== 'linux' || allows(entry.libc, ['glibc']);
  return allows(entry.os, [system]) && allows(entry.cpu, processors) && isForLibc;
}

function allows(list: readonly string[] | undefined, wanted: readonly string[]): boolean {
  if (list === undefined || list.length === 0) return true;
  if (wanted.some((name) => list.includes(name))) return true;
  const refusals = list.filter((name) => name.startsWith('!'));
  return refusals.length > 0 && !wanted.every((name) => refusals.includes(`!${name}`));
}
