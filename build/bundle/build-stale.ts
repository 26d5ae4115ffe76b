import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.ts';
import { parts as houseParts, type Part } from './parts.ts';

export interface BuildRequest {
  readonly root: string;
  /** Called before a part is built. */
  readonly onStart?: (part: Part) => void;
  readonly parts?: readonly Part[];
  /** Makes one part; replaced in tests. Rejects when the build fails. */
  readonly make?: (part: Part) => Promise<void>;
}

/** Builds the parts whose inputs changed since their last build, one after the other; returns their names. */
export async function buildStale(request: BuildRequest): Promise<string[]> {
  const { root, parts = houseParts, make = makeWithVite } = request;
  const built: string[] = [];
  for (const part of parts) {
    const wanted = fingerprint(root, part.inputs);
    if (isFresh(root, part, wanted)) continue;
    request.onStart?.(part);
    // The stamp goes first: a build that stops half-way must not look finished.
    rmSync(stampPath(root, part), { force: true });
    await make(part);
    if (!existsSync(join(root, part.proof)))
      throw new Error(`the build of ${part.name} did not make ${part.proof}`);
    mkdirSync(join(root, 'dist/.stamps'), { recursive: true });
    writeFileSync(stampPath(root, part), wanted);
    built.push(part.name);
  }
  return built;
}

/** Forgets every stamp, so that the next build makes everything. */
export function forgetBuilds(root: string): void {
  rmSync(join(root, 'dist/.stamps'), { recursive: true, force: true });
}

function isFresh(root: string, part: Part, wanted: string): boolean {
  const stamp = stampPath(root, part);
  if (!existsSync(stamp) || !existsSync(join(root, part.proof))) return false;
  return readFileSync(stamp, 'utf8') === wanted;
}

function stampPath(root: string, part: Part): string {
  return join(root, 'dist/.stamps', part.name);
}

// Vite is loaded only when something is stale: it is most of what a fresh start would wait for.
async function makeWithVite(part: Part): Promise<void> {
  const vite = await import('vite');
  await vite.build({ ...(await part.loadConfig()), configFile: false });
}
