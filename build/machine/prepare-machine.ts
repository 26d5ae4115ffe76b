import { runCommand } from '../base/run-command.ts';
import type { Outcome, Stage } from '../stages/stage.ts';
import { findChromium } from './find-chromium.ts';
import { isOnPath, type Need, needsOf } from './needs.ts';
import { type Machine, planInstall } from './plan-install.ts';

/**
 * A stage that makes the machine ready for the tests: finds what they need and installs what is missing
 * where it may. Fails, with what to run, where it may not. Leaves `CHROME_PATH` set for the stages after it.
 */
export function prepareMachine(root: string): Stage {
  return { name: 'machine', work: () => prepare(root) };
}

async function prepare(root: string): Promise<Outcome> {
  const missing = needsOf(process.platform).filter((need) => !need.isThere());
  if (missing.length > 0) {
    const refusal = await install(root, missing);
    if (refusal !== null) return { ok: false, output: refusal };
  }
  const chromium = findChromium();
  if (chromium === null) return { ok: false, output: 'There is still no Chromium.' };
  process.env.CHROME_PATH = chromium;
  const installed = missing.map(({ debianPackage }) => debianPackage);
  const note = installed.length === 0 ? '' : `, installed ${installed.join(', ')}`;
  return { ok: true, output: '', detail: `${chromium}${note}` };
}

/** Installs what is missing; returns null when all of it is there now, or what to tell a person. */
async function install(root: string, missing: readonly Need[]): Promise<string | null> {
  const names = missing.map(({ program }) => program).join(', ');
  const packages = missing.map(({ debianPackage }) => debianPackage);
  const plan = planInstall(await lookAtMachine(root), packages);
  if (plan.kind === 'ask') return `Missing: ${names}. ${plan.text}`;
  for (const command of plan.commands) {
    const { code, output } = await runCommand(command, { cwd: root });
    if (code !== 0)
      return `Missing: ${names}. ${command.join(' ')} failed:\n${output.slice(-2000)}`;
  }
  const still = missing.filter((need) => !need.isThere()).map(({ program }) => program);
  return still.length === 0
    ? null
    : `Installed ${packages.join(', ')}, yet ${still.join(', ')} is not there.`;
}

async function lookAtMachine(root: string): Promise<Machine> {
  const hasAptGet = isOnPath('apt-get');
  const userId = process.geteuid?.();
  const mayAsk = hasAptGet && userId !== 0 && isOnPath('sudo');
  const sudo = mayAsk ? await runCommand(['sudo', '-n', 'true'], { cwd: root }) : null;
  return { hasAptGet, userId, hasFreeSudo: sudo?.code === 0 };
}
