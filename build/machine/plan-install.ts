/** What the machine is, as far as installing goes. */
export interface Machine {
  readonly hasAptGet: boolean;
  readonly userId: number | undefined;
  /** Whether sudo works without asking for a password. */
  readonly hasFreeSudo: boolean;
}

/** Commands to run one after the other, or the sentence that tells a person what to run. */
export type InstallPlan =
  | { readonly kind: 'run'; readonly commands: readonly (readonly [string, ...string[]])[] }
  | { readonly kind: 'ask'; readonly text: string };

/** Plans how the missing Debian packages get onto the machine. */
export function planInstall(machine: Machine, packages: readonly string[]): InstallPlan {
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  if (!machine.hasAptGet) {
    const text = `Install ${packages.join(' and ')} with your system's package manager (for another browser, set CHROME_PATH to it), then run npm test again.`;
    return { kind: 'ask', text };
  }
  if (machine.userId === 0)
    return {
      kind: 'run',
      commands: [
        ['apt-get', 'update'],
        ['env', 'DEBIAN_FRONTEND=noninteractive', ...install],
      ],
    };
  if (machine.hasFreeSudo) {
    const asRoot = ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'] as const;
    return {
      kind: 'run',
      commands: [
        ['sudo', '-n', 'apt-get', 'update'],
        [...asRoot, ...install],
      ],
    };
  }
  return {
    kind: 'ask',
    text: `Run: sudo apt-get update && sudo ${install.join(' ')}\nthen npm test again.`,
  };
}
