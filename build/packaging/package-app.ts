import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { z } from 'zod';
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

const versionSchema = z.object({ version: z.string() });
const platforms = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS } as const;

/** Packs the built app for `target`; returns the paths of the installers made. Rejects with electron-builder's reason. */
export async function packageApp(request: PackageRequest): Promise<readonly string[]> {
  const { root, target, folderOnly, electronDist, environment, output, stage } = request;
  if (electronDist !== null) refuseOtherElectron(root, electronDist);
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

/** A folder of another Electron would be packed without a word, and its fuses and its Node be other ones. */
function refuseOtherElectron(root: string, electronDist: string): void {
  const path = join(electronDist, 'version');
  if (!existsSync(path))
    throw new Error(`${electronDist} holds no Electron: it has no file "version"`);
  const found = readFileSync(path, 'utf8').trim().replace(/^v/, '');
  const manifest = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8');
  const { version } = versionSchema.parse(JSON.parse(manifest));
  if (found !== version)
    throw new Error(`${electronDist} holds Electron ${found}, and ${version} is wanted`);
}
