import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../base/run-command.ts';

/** The program, or why there is none. */
export type ElectronBinary =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: string };

export interface ElectronRequest {
  readonly root: string;
  readonly say: (line: string) => void;
  /** How long a download may take, in milliseconds. */
  readonly downloadMs?: number;
}

// About 115 MB: three minutes is 5 Mbit/s. Slower lines can fetch it by hand with the same command.
const DOWNLOAD_MS = 180_000;
const PROBE_MS = 20_000;

/**
 * Finds Electron's program, fetching it once if need be: the npm package carries none and has no install
 * script. The program is then run as plain Node, which shows missing system libraries before a window would.
 */
export async function findElectron(request: ElectronRequest): Promise<ElectronBinary> {
  const { root, say, downloadMs = DOWNLOAD_MS } = request;
  const folder = join(root, 'node_modules/electron');
  const installer = join(folder, 'install.js');
  if (!existsSync(installer))
    return { found: false, reason: 'the electron package is not installed' };
  if (installedPath(folder) === null) {
    say(`Fetching Electron, once (about 115 MB, for at most ${Math.round(downloadMs / 1000)} s) …`);
    const fetched = await runCommand([process.execPath, installer], {
      cwd: root,
      timeoutMs: downloadMs,
    });
    if (fetched.code !== 0)
      return { found: false, reason: fetchFailure(fetched.code, fetched.output) };
  }
  const path = installedPath(folder);
  if (path === null) return { found: false, reason: 'its download left no program behind' };
  return probe(root, path);
}

function installedPath(folder: string): string | null {
  const record = join(folder, 'path.txt');
  if (!existsSync(record)) return null;
  const base = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const path = join(base, readFileSync(record, 'utf8').trim());
  return existsSync(path) ? path : null;
}

function fetchFailure(code: number | null, output: string): string {
  if (code === null) return 'its download took too long';
  const line = output.split('\n').find((text) => /error/i.test(text)) ?? 'it gave no reason';
  return `its download failed (${line.trim().slice(0, 160)})`;
}

async function probe(root: string, path: string): Promise<ElectronBinary> {
  const run = await runCommand([path, '-p', 'process.versions.electron'], {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: PROBE_MS,
  });
  if (run.code === 0) return { found: true, path };
  const line = run.output.trim().split('\n')[0] ?? '';
  return { found: false, reason: `its program does not run here (${line.slice(0, 160)})` };
}
