import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageClosure, parseLock } from './package-closure.ts';
import type { PackageTarget } from './target.ts';

const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()) });
const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
});
const LICENCE = /^(licen[cs]e|copying|notice|copyright)/i;

/**
 * The licences of everything that is joined to the app for `target`, bundled or not, as one text: their
 * authors ask that it travels along. A package that ships none is named with what its package.json states.
 */
export function thirdPartyLicences(root: string, target: PackageTarget): string {
  const manifest = manifestSchema.parse(readJson(join(root, 'package.json')));
  const lock = parseLock(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const packages = packageClosure(lock, Object.keys(manifest.dependencies), target);
  const texts = packages
    .map(({ folder }) => join(root, folder))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map(licenceOf);
  return texts.join(`\n${'-'.repeat(79)}\n\n`);
}

function licenceOf(folder: string): string {
  const {
    name,
    version,
    license = 'stated in no file',
  } = packageSchema.parse(readJson(join(folder, 'package.json')));
  const texts = readdirSync(folder)
    .filter((file) => LICENCE.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n').concat('\n');
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
