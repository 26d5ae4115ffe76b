import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { transformWithOxc } from 'vite';
import { z } from 'zod';
import { npmCommand } from '../base/npm-command.ts';
import { runCommand } from '../base/run-command.ts';
import { type Report, reportSchema } from './judge.ts';

const PARTS = ['main', 'preload', 'renderer'];

/**
 * Installs the tool into `place`, by its own lockfile and without running its install scripts, unless the
 * same one is there already. Throws with npm's words when that fails.
 */
export async function installTool(root: string, place: string): Promise<void> {
  const source = join(root, 'build/electronegativity');
  const files = ['package.json', 'package-lock.json', '.npmrc'];
  const isThere = files.every(
    (name) => existsSync(join(place, name)) && sameText(join(source, name), join(place, name)),
  );
  if (isThere && existsSync(join(place, 'node_modules/.package-lock.json'))) return;
  mkdirSync(place, { recursive: true });
  for (const name of files) cpSync(join(source, name), join(place, name));
  const command = npmCommand(['ci', '--ignore-scripts', '--no-progress']);
  const { code, output } = await runCommand(command, { cwd: place });
  if (code !== 0) throw new Error(`npm ci failed:\n${output}`);
}

/**
 * Copies the built app to `folder` in a language that the tool can parse: it is of 2023 and passes over
 * every file with a private field, which is nearly every file of ours. Meaning is kept, and line numbers are not.
 */
export async function lowerApp(root: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  for (const part of PARTS)
    cpSync(join(root, 'dist', part), join(folder, part), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  for (const path of globSync('**/*.{js,cjs}', { cwd: folder }).map((name) => join(folder, name))) {
    const text = readFileSync(path, 'utf8');
    const { code } = await transformWithOxc(text, basename(path), {
      target: 'es2019',
      sourcemap: false,
    });
    writeFileSync(path, code);
  }
}

/** Scans `folder` with the tool in `place`. It would ask the network for translations and releases: both are refused. */
export async function scanApp(
  place: string,
  folder: string,
  electronVersion: string,
): Promise<Report> {
  const load = createRequire(join(place, 'package.json'));
  const client = load.resolve('got');
  const refuse = (): Promise<never> => Promise.reject(new Error('the scan uses no network'));
  load(client);
  const loaded = load.cache[client];
  if (loaded === undefined)
    throw new Error('the tool has another HTTP client than this was written for');
  loaded.exports = Object.assign(refuse, { default: refuse, head: refuse });
  const runSchema = z.custom<(options: object) => Promise<unknown>>(
    (value) => typeof value === 'function',
  );
  const run = runSchema.parse(load('@doyensec/electronegativity'));
  const report = await run({
    input: folder,
    isRelative: true,
    customScan: [],
    excludeFromScan: [],
    electronVersionOverride: electronVersion,
  });
  return reportSchema.parse(report);
}

function sameText(one: string, other: string): boolean {
  return readFileSync(one, 'utf8') === readFileSync(other, 'utf8');
}
