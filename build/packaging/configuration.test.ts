import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../base/root.ts';
import { appManifest } from './app-manifest.ts';
import { configuration } from './configuration.ts';
import { releasePlace } from './identity.ts';
import { debDepends } from './linux-depends.ts';
import { packedPlace } from './packed-place.ts';
import { signingOf } from './signing.ts';
import { type System, targetOf } from './target.ts';

const appleKeys = {
  CSC_LINK: 'a',
  CSC_KEY_PASSWORD: 'b',
  APPLE_API_KEY: 'c',
  APPLE_API_KEY_ID: 'd',
  APPLE_API_ISSUER: 'e',
};
const windowsKeys = {
  WIN_CSC_LINK: 'a',
  WIN_CSC_KEY_PASSWORD: 'b',
  WIN_PUBLISHER_NAME: 'Somebody',
};

function configured(system: System, environment: NodeJS.ProcessEnv = {}) {
  const target = targetOf(system, 'x64');
  return configuration({
    root,
    stage: '/s',
    output: '/o',
    target,
    electronDist: null,
    environment,
  });
}

describe('signing', () => {
  it('says what is missing, and makes an unsigned app that still starts', () => {
    expect(signingOf('darwin', {})).toMatchObject({ signed: false, notarized: false });
    expect(signingOf('darwin', {}).notice).toContain('will not be signed: CSC_LINK');
    expect(configured('darwin').mac).toMatchObject({ identity: null, hardenedRuntime: false });
    expect(signingOf('win32', { ...windowsKeys, WIN_CSC_LINK: '' }).notice).toContain(
      'WIN_CSC_LINK',
    );
    expect(signingOf('linux', {})).toMatchObject({ signed: false, notice: null });
  });

  it('hardens and notarises what Apple keys are given for', () => {
    const { mac } = configured('darwin', appleKeys);
    expect(mac).toMatchObject({ hardenedRuntime: true, notarize: true });
    expect(mac).not.toHaveProperty('identity');
    const { APPLE_API_ISSUER: _, ...some } = appleKeys;
    expect(signingOf('darwin', some)).toMatchObject({ signed: true, notarized: false });
    expect(signingOf('darwin', some).notice).toContain(
      'signed but not notarised: APPLE_API_ISSUER',
    );
  });

  it('ties updates on Windows to the name in the certificate', () => {
    expect(configured('win32', windowsKeys).win).toMatchObject({
      signExecutable: true,
      verifyUpdateCodeSignature: true,
      signtoolOptions: { publisherName: 'Somebody' },
    });
  });

  it('refuses to go on without keys where they are required', () => {
    const required = { PARLEY_SIGN: 'required' };
    expect(() => configured('darwin', required)).toThrow('CSC_LINK');
    expect(() => configured('win32', required)).toThrow('WIN_CSC_LINK');
    expect(configured('win32', { ...windowsKeys, ...required }).forceCodeSigning).toBe(true);
    expect(configured('linux', required).forceCodeSigning).toBe(false);
  });
});

describe('where updates come from', () => {
  it('is nowhere unless it is said', () => {
    expect(configured('linux').publish).toBeNull();
    expect(configured('linux', { PARLEY_RELEASES: 'some-one/parley' }).publish).toEqual({
      provider: 'github',
      owner: 'some-one',
      repo: 'parley',
      releaseType: 'draft',
    });
    for (const given of ['parley', 'a/b/c', 'https://a/b', 'a b/c'])
      expect(() => releasePlace({ PARLEY_RELEASES: given })).toThrow('OWNER/REPO');
  });
});

describe('the configuration', () => {
  it('asks macOS for the microphone and for nothing that Electron can do without', () => {
    const plist = readFileSync(join(root, 'build/packaging/entitlements.mac.plist'), 'utf8');
    const keys = [...plist.matchAll(/<key>([^<]+)<\/key>\s*<true\/>/g)].map((found) => found[1]);
    expect(keys).toEqual([
      'com.apple.security.cs.allow-jit',
      'com.apple.security.device.audio-input',
    ]);
    expect(configured('darwin').mac?.extendInfo).toMatchObject({
      NSMicrophoneUsageDescription: expect.stringContaining('talk key'),
      NSCameraUsageDescription: null,
      NSBluetoothAlwaysUsageDescription: null,
    });
  });

  it('installs for one user on Windows and keeps what is theirs', () => {
    expect(configured('win32').nsis).toMatchObject({
      perMachine: false,
      deleteAppDataOnUninstall: false,
    });
  });

  it('makes what truly works on Linux, with the sandbox', () => {
    const { linux, toolsets } = configured('linux');
    expect(linux).toMatchObject({ target: ['AppImage', 'deb'] });
    expect(linux).not.toHaveProperty('executableArgs');
    expect(toolsets?.appimage).toBe('1.0.3');
  });

  it('names in the .deb what the hold key is linked against', () => {
    const packages: Readonly<Record<string, string>> = {
      'libX11.so.6': 'libx11-6',
      'libXrandr.so.2': 'libxrandr2',
      'libXtst.so.6': 'libxtst6',
      'libXt.so.6': 'libxt6',
      'libc.so.6': 'libc6',
    };
    for (const processor of ['x64', 'arm64']) {
      const folder = join(root, `node_modules/uiohook-napi/prebuilds/linux-${processor}`);
      const [file = ''] = readdirSync(folder);
      const text = readFileSync(join(folder, file), 'latin1');
      const needed = new Set(text.match(/lib[\w+-]+\.so\.\d+/g));
      expect(needed.size).toBeGreaterThanOrEqual(4);
      for (const library of needed) {
        const name = packages[library] ?? `no package is known for ${library}`;
        expect(
          debDepends.some((line) => line.split(' | ').includes(name)),
          name,
        ).toBe(true);
      }
    }
  });

  it('carries a package.json of its own', () => {
    const manifest = appManifest(readFileSync(join(root, 'package.json'), 'utf8'), {});
    expect(manifest).toMatchObject({
      name: 'parley',
      main: 'dist/main/electron.js',
      type: 'module',
    });
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest.dependencies).not.toHaveProperty('react');
    expect(() => appManifest('{"name":"parley"}', {})).toThrow();
  });
});

describe('targets', () => {
  it('are this machine, universal on macOS', () => {
    expect(targetOf('darwin', 'arm64').processors).toEqual(['x64', 'arm64']);
    expect(() => targetOf('freebsd', 'x64')).toThrow('no installer is made for freebsd');
    expect(() => targetOf('linux', 'riscv64')).toThrow('riscv64');
  });

  it('say where the unpacked app is', () => {
    expect(packedPlace('/o', targetOf('darwin', 'x64')).resources).toBe(
      join('/o/mac-universal/Parley.app/Contents/Resources'),
    );
    expect(packedPlace('/o', targetOf('win32', 'arm64')).program).toBe(
      join('/o/win-arm64-unpacked/Parley.exe'),
    );
    expect(packedPlace('/o', targetOf('linux', 'x64')).program).toBe(
      join('/o/linux-unpacked/parley'),
    );
  });
});
