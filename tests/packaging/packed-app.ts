import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { extractAll } from '@electron/asar';
import { root } from '../../build/base/root.ts';
import { type PackedPlace, packedPlace } from '../../build/packaging/packed-place.ts';
import { type PackageTarget, targetOf } from '../../build/packaging/target.ts';
import { writeFakeElectron } from '../support/fake-electron.ts';

/** What is packed here: the suite runs on Linux, and the other systems' workflows pack for themselves. */
export const target: PackageTarget = targetOf('linux', process.arch);

export interface PackedApp extends PackedPlace {
  /** What `npm run dist` printed. */
  readonly said: string;
  readonly folder: string;
  readonly electronDist: string;
  dispose(): void;
}

/** Runs `npm run dist -- --dir` with a fake Electron, outside the repository. Throws with its output when it fails. */
export async function packApp(): Promise<PackedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-packed-'));
  const dispose = (): void => rmSync(folder, { recursive: true, force: true });
  const electronDist = join(folder, 'electron');
  writeFakeElectron(electronDist);
  const output = join(folder, 'out');
  const args = ['--dir', '--electron-dist', electronDist, '--output', output];
  const { code, out } = await run([join(root, 'build/dist.ts'), ...args], { cwd: root });
  if (code !== 0) {
    dispose();
    throw new Error(out);
  }
  return { ...packedPlace(output, target), said: out, folder, electronDist, dispose };
}

/** Lays the archive and what is unpacked beside it out as one folder, where no other node_modules is near. */
export function extractApp(app: PackedApp): string {
  const place = join(app.folder, 'app');
  extractAll(join(app.resources, 'app.asar'), place);
  return place;
}

export interface NodeRun {
  readonly cwd: string;
  /** The home folder; the data of the app goes below it. */
  readonly home?: string;
}

/** Runs plain Node on a script, with nothing in the environment but a path and a home. */
export async function run(
  args: readonly string[],
  { cwd, home }: NodeRun,
): Promise<{ readonly code: number | null; readonly out: string; readonly errors: string }> {
  const { PATH, HOME } = process.env;
  if (home !== undefined) mkdirSync(home, { recursive: true });
  // Vitest's NODE_ENV, above all, must not reach a build.
  const env = { PATH, HOME: home ?? HOME, PARLEY_NO_BROWSER: '1' };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise<number | null>((done) => child.once('exit', done));
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, errors };
}
