import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from './base/message-of.ts';
import { npmCommand } from './base/npm-command.ts';
import { root } from './base/root.ts';
import { say } from './base/say.ts';
import { runHost } from './launch/run-host.ts';
import type { ShippedPackage } from './packaging/package-closure.ts';
import { unusablePackages } from './packaging/stage-app.ts';
import { type PackageTarget, targetOf } from './packaging/target.ts';

const { values } = parseArgs({ options: { arch: { type: 'string', default: process.arch } } });

/** Makes every native module there that the package for this system needs; the lockfile stays as it is. */
async function complete(target: PackageTarget): Promise<void> {
  await install(unusablePackages(root, target).missing);
  for (const { folder } of unusablePackages(root, target).foreign) await compile(folder);
  const { missing, foreign } = unusablePackages(root, target);
  const left = [...missing, ...foreign].map(({ folder }) => folder);
  if (left.length > 0) throw new Error(`still without native code: ${left.join(', ')}`);
  say('All native code that the package needs is there.');
}

/** What npm left out, being for another processor: the other half of a universal macOS app, above all. */
async function install(missing: readonly ShippedPackage[]): Promise<void> {
  if (missing.length === 0) return;
  const names = missing.map(
    ({ folder, version }) => `${folder.replace('node_modules/', '')}@${version}`,
  );
  say(`Installing ${names.join(', ')} …`);
  // --force: npm would refuse code that this processor cannot run. Hashes come from the lockfile.
  const flags = ['--no-save', '--force', '--ignore-scripts'];
  await runHost(npmCommand(['install', ...flags, ...names]), root);
}

/** From the sources that the package brings, for this machine. Node's headers are fetched, or taken from `npm_config_nodedir`. */
async function compile(folder: string): Promise<void> {
  say(`Compiling ${folder} …`);
  const tool = join(root, 'node_modules/node-gyp/bin/node-gyp.js');
  await runHost([process.execPath, tool, 'rebuild', '--release'], join(root, folder));
}

await complete(targetOf(process.platform, values.arch)).catch((error: unknown) => {
  say(`The native code is not complete: ${messageOf(error)}`);
  process.exitCode = 1;
});
