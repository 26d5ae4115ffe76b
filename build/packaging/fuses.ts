import {
  FuseState,
  FuseV1Options,
  FuseVersion,
  flipFuses,
  getCurrentFuseWire,
} from '@electron/fuses';

/**
 * Every fuse of Electron 45, and how it is set. Off is what would let somebody else's code run as Parley:
 * the program as plain Node, NODE_OPTIONS, an inspector, file:// pages with extra rights, another V8
 * snapshot. On is what guards the app: encrypted cookies, its code from the archive alone and the archive
 * checked by its hash, and WebAssembly's traps by signal handlers as Chromium means them to be.
 */
export const fuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
} as const satisfies Record<keyof typeof FuseV1Options, boolean>;

export type FuseName = keyof typeof fuses;

/** Names of the fuses, in the order of their wire. */
export const fuseNames = Object.keys(fuses).filter(isFuseName);

/** Where the fuses of a packaged app are: the program, or on macOS the `.app` folder. */
export interface FuseRequest {
  readonly program: string;
  /** Signs anew for this machine, which an unsigned macOS app needs after its binary was changed. */
  readonly resign?: boolean;
}

/** Sets all fuses in a packaged app. Throws when the binary knows one that is not named here. */
export async function setFuses({ program, resign = false }: FuseRequest): Promise<void> {
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: resign,
    [FuseV1Options.RunAsNode]: fuses.RunAsNode,
    [FuseV1Options.EnableCookieEncryption]: fuses.EnableCookieEncryption,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]:
      fuses.EnableNodeOptionsEnvironmentVariable,
    [FuseV1Options.EnableNodeCliInspectArguments]: fuses.EnableNodeCliInspectArguments,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]:
      fuses.EnableEmbeddedAsarIntegrityValidation,
    [FuseV1Options.OnlyLoadAppFromAsar]: fuses.OnlyLoadAppFromAsar,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]:
      fuses.LoadBrowserProcessSpecificV8Snapshot,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: fuses.GrantFileProtocolExtraPrivileges,
    [FuseV1Options.WasmTrapHandlers]: fuses.WasmTrapHandlers,
  });
}

/**
 * Reads the fuses back from a packaged app and says what is not as it should be: nothing, when all is well.
 * Of a universal macOS binary only the first half is read; both are set in one go.
 */
export async function wrongFuses(program: string): Promise<readonly string[]> {
  const wire: Readonly<Record<string, unknown>> = { ...(await getCurrentFuseWire(program)) };
  const wrong: string[] = [];
  if (wire.version !== FuseVersion.V1) wrong.push(`fuse wire of version ${String(wire.version)}`);
  for (const name of fuseNames) {
    const wanted = fuses[name] ? FuseState.ENABLE : FuseState.DISABLE;
    const found = wire[FuseV1Options[name]];
    if (found !== wanted) wrong.push(`${name} is ${stateName(found)}, not ${stateName(wanted)}`);
  }
  const known = new Set<string>([
    'version',
    ...fuseNames.map((name) => String(FuseV1Options[name])),
  ]);
  for (const key of Object.keys(wire))
    if (!known.has(key)) wrong.push(`fuse ${key} is not known here`);
  return wrong;
}

function stateName(state: unknown): string {
  return typeof state === 'number' ? (FuseState[state] ?? String(state)) : 'missing';
}

function isFuseName(name: string): name is FuseName {
  return name in fuses;
}
