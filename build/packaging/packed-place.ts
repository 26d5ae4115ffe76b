import { join } from 'node:path';
import { identity } from './identity.ts';
import type { PackageTarget, System } from './target.ts';

/** Where things are in a packed app. */
export interface PackedPlace {
  /** What carries the fuses: the program, or on macOS the `.app` folder. */
  readonly program: string;
  /** The folder of the app's archive. */
  readonly resources: string;
}

/** The file, or on macOS the folder, that carries the fuses. */
export function programName(system: System): string {
  if (system === 'darwin') return `${identity.productName}.app`;
  return system === 'win32' ? `${identity.productName}.exe` : identity.executableName;
}

/** Where electron-builder puts the unpacked app for `target` under its output folder. */
export function packedPlace(output: string, { system, processors }: PackageTarget): PackedPlace {
  const [processor = 'x64'] = processors;
  const suffix = processors.length > 1 ? '-universal' : processor === 'x64' ? '' : `-${processor}`;
  const folders = {
    darwin: `mac${suffix}`,
    win32: `win${suffix}-unpacked`,
    linux: `linux${suffix}-unpacked`,
  } as const;
  const program = join(output, folders[system], programName(system));
  if (system === 'darwin') return { program, resources: join(program, 'Contents/Resources') };
  return { program, resources: join(output, folders[system], 'resources') };
}
