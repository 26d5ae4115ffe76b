/** The systems that installers are made for, by Node's names. */
export type System = 'linux' | 'darwin' | 'win32';
/** The processors that installers are made for, by Node's names. */
export type Processor = 'x64' | 'arm64';

/** What one package runs on. A universal macOS app holds the code of both processors. */
export interface PackageTarget {
  readonly system: System;
  readonly processors: readonly Processor[];
}

const systems: readonly string[] = ['linux', 'darwin', 'win32'] satisfies readonly System[];
const processors: readonly string[] = ['x64', 'arm64'] satisfies readonly Processor[];

/** The target of this machine, universal on macOS. Throws where no installer is made. */
export function targetOf(platform: string, arch: string): PackageTarget {
  if (!isSystem(platform)) throw new Error(`no installer is made for ${platform}`);
  if (platform === 'darwin') return { system: platform, processors: ['x64', 'arm64'] };
  if (!isProcessor(arch)) throw new Error(`no installer is made for ${platform} on ${arch}`);
  return { system: platform, processors: [arch] };
}

/** Such as `linux-x64` or `darwin-universal`. */
export function nameOf({ system, processors: names }: PackageTarget): string {
  return `${system}-${names.length > 1 ? 'universal' : names.join()}`;
}

function isSystem(name: string): name is System {
  return systems.includes(name);
}

function isProcessor(name: string): name is Processor {
  return processors.includes(name);
}
