import { Arch, build, Platform } from 'electron-builder';
import { configuration } from './configuration.ts';
import { stageApp } from './stage-app.ts';
import type { PackageTarget } from './target.ts';

export interface PackageRequest {
  readonly root: string;
  readonly target: PackageTarget;
  /** Stops at the folder that an installer would hold. */
  readonly folderOnly: boolean;
  /** A folder with Electron for the target, or null to have it fetched. */
  readonly electronDist: string | null;
  readonly environment: NodeJS.ProcessEnv;
  /** Where the packages go, absolute. */
  readonly output: string;
  /** Where the app is laid out before, absolute; emptied first. */
  readonly stage: string;
}

const platforms = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS } as const;

/** Packs the built app for `target`; returns the paths of the installers made. Rejects with electron-builder's reason. */
export async function packageApp(request: PackageRequest): Promise<readonly string[]> {
  const { root, target, folderOnly, electronDist, environment, output, stage } = request;
  stageApp({ root, folder: stage, target, environment });
  return build({
    projectDir: root,
    targets: platforms[target.system].createTarget(folderOnly ? 'dir' : null, archOf(target)),
    publish: 'never',
    config: configuration({ root, stage, output, target, electronDist, environment }),
  });
}

function archOf({ processors }: PackageTarget): Arch {
  if (processors.length > 1) return Arch.universal;
  return processors[0] === 'arm64' ? Arch.arm64 : Arch.x64;
}
