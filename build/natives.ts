import { parseArgs } from 'node:util';
import { messageOf } from './base/message-of.ts';
import { npmCommand } from './base/npm-command.ts';
import { root } from './base/root.ts';
import { say } from './base/say.ts';
import { runHost } from './launch/run-host.ts';
import { missingPackages } from './packaging/stage-app.ts';
import { targetOf } from './packaging/target.ts';

const { values } = parseArgs({ options: { arch: { type: 'string', default: process.arch } } });

/**
 * Installs what the package for this system needs and npm left out, being for another processor: the other
 * half of a universal macOS app, above all. Versions and hashes come from the lockfile, which stays as it is.
 */
async function install(): Promise<number> {
  const missing = missingPackages(root, targetOf(process.platform, values.arch));
  if (missing.length === 0) {
    say('Everything that the package needs is installed.');
    return 0;
  }
  const names = missing.map(
    ({ folder, version }) => `${folder.replace('node_modules/', '')}@${version}`,
  );
  say(`Installing ${names.join(', ')} …`);
  // --force: npm would refuse code that this processor cannot run.
  const flags = ['--no-save', '--force', '--ignore-scripts'];
  const { code } = await runHost(npmCommand(['install', ...flags, ...names]), root);
  const left = missingPackages(root, targetOf(process.platform, values.arch));
  if (left.length > 0) say(`Still missing: ${left.map(({ folder }) => folder).join(', ')}`);
  return left.length > 0 ? 1 : (code ?? 1);
}

try {
  process.exitCode = await install();
} catch (error) {
  say(`Nothing was installed: ${messageOf(error)}`);
  process.exitCode = 1;
}
