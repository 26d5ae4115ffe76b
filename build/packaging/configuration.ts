import { join } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { setFuses } from './fuses.ts';
import { identity, releasePlace } from './identity.ts';
import { debDepends } from './linux-depends.ts';
import { programName } from './packed-place.ts';
import { type Signing, signingOf } from './signing.ts';
import type { PackageTarget, System } from './target.ts';

export interface ConfigurationRequest {
  readonly root: string;
  /** The staged app: all of it is packed. */
  readonly stage: string;
  readonly output: string;
  readonly target: PackageTarget;
  /** A folder with Electron for the target, or null to have it fetched. */
  readonly electronDist: string | null;
  readonly environment: NodeJS.ProcessEnv;
}

/** How electron-builder packs the staged app. It copies no packages, finds no certificates and publishes nothing itself. */
export function configuration(request: ConfigurationRequest): Configuration {
  const { root, stage, output, target, electronDist, environment } = request;
  const place = releasePlace(environment);
  const signing = signingOf(target.system, environment);
  return {
    appId: identity.appId,
    productName: identity.productName,
    copyright: 'Copyright © the Parley authors. GPL-3.0-or-later.',
    directories: { app: stage, output, buildResources: join(root, 'build/icons') },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills in the names.
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    ...(electronDist === null ? {} : { electronDist }),
    // Two sets, since electron-builder takes no packages along with the first. The stage has only what is shipped.
    files: [
      { from: '.', filter: ['**/*', '!LICENSES.third-party.txt'] },
      { from: 'node_modules', to: 'node_modules', filter: ['**/*'] },
    ],
    extraResources: [
      { from: join(stage, 'LICENSES.third-party.txt'), to: 'LICENSES.third-party.txt' },
    ],
    beforeBuild: () => Promise.resolve(false),
    asar: { smartUnpack: false },
    // An operating system loads native code from real files only. All else stays under the archive's hash.
    asarUnpack: ['**/*.node'],
    afterPack: (context) => fuse(context, target.system, signing.signed),
    protocols: [{ name: identity.productName, schemes: [identity.scheme] }],
    fileAssociations: [
      {
        ext: identity.scenarioExtension,
        name: 'Parley scenario',
        description: 'A role-play for Parley',
        mimeType: identity.scenarioMime,
        role: 'Editor',
      },
    ],
    publish: place === null ? null : { provider: 'github', ...place, releaseType: 'draft' },
    forceCodeSigning: environment.PARLEY_SIGN === 'required' && target.system !== 'linux',
    mac: mac(root, signing),
    dmg: { writeUpdateInfo: false },
    win: windows(root, signing),
    nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
    linux: linux(root),
    // Nothing is recommended: Electron shows its tray over D-Bus by itself.
    deb: { depends: [...debDepends], recommends: [], packageCategory: 'education' },
    // Later tools than the default: a static runtime that needs no FUSE 2, and no --no-sandbox by default.
    toolsets: { appimage: '1.0.3' },
  };
}

function mac(root: string, signing: Signing): NonNullable<Configuration['mac']> {
  const entitlements = join(root, 'build/packaging/entitlements.mac.plist');
  return {
    category: 'public.app-category.education',
    icon: join(root, 'build/icons/icon.icns'),
    // electron-updater installs from the zip; people install from the dmg.
    target: [
      { target: 'dmg', arch: 'universal' },
      { target: 'zip', arch: 'universal' },
    ],
    // Without a certificate the runtime is not hardened: library validation would refuse Electron's own framework.
    hardenedRuntime: signing.signed,
    ...(signing.signed ? { entitlements, entitlementsInherit: entitlements } : { identity: null }),
    notarize: signing.notarized,
    // Both halves carry the native code of both processors, so equal files are no mistake.
    x64ArchFiles: '**/*.node',
    extendInfo: {
      NSMicrophoneUsageDescription:
        'Parley listens while you hold the talk key, or while hands-free mode is on.',
      // What Electron's own Info.plist would ask for, and Parley never does; null takes it out.
      NSCameraUsageDescription: null,
      NSAudioCaptureUsageDescription: null,
      NSBluetoothAlwaysUsageDescription: null,
      NSBluetoothPeripheralUsageDescription: null,
    },
  };
}

function windows(root: string, signing: Signing): NonNullable<Configuration['win']> {
  return {
    icon: join(root, 'build/icons/icon.ico'),
    target: 'nsis',
    verifyUpdateCodeSignature: true,
    requestedExecutionLevel: 'asInvoker',
    ...(signing.publisher === null
      ? {}
      : { signtoolOptions: { publisherName: signing.publisher } }),
    signExecutable: signing.signed,
  };
}

function linux(root: string): NonNullable<Configuration['linux']> {
  return {
    target: ['AppImage', 'deb'],
    executableName: identity.executableName,
    icon: join(root, 'build/icons/linux'),
    category: 'Education;Languages',
    synopsis: 'Speaking practice with a voice that answers',
    syncDesktopName: true,
    desktop: { entry: { Keywords: 'language;speaking;practice;voice;', StartupNotify: 'true' } },
  };
}

/** Sets the fuses of what was packed: after the archive is in place, before anything is signed. */
async function fuse(
  { appOutDir }: AfterPackContext,
  system: System,
  signed: boolean,
): Promise<void> {
  // The halves of a universal app are joined later, and this runs again on the whole.
  if (appOutDir.endsWith('-temp')) return;
  const resign = system === 'darwin' && !signed;
  await setFuses({ program: join(appOutDir, programName(system)), resign });
}
