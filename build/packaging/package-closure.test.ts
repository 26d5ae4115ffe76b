import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../base/root.ts';
import { externalPackages } from '../bundle/targets.ts';
import { readNativeCode } from './native-code.ts';
import { packageClosure, parseLock } from './package-closure.ts';
import type { PackageTarget } from './target.ts';

const linux: PackageTarget = { system: 'linux', processors: ['x64'] };
const mac: PackageTarget = { system: 'darwin', processors: ['x64', 'arm64'] };
const windows: PackageTarget = { system: 'win32', processors: ['arm64'] };

const lock = parseLock(
  JSON.stringify({
    packages: {
      '': { dependencies: { app: '1' } },
      'node_modules/app': {
        version: '1.0.0',
        dependencies: { shared: '1', inner: '1' },
        optionalDependencies: { 'app-mac': '1', 'app-gnu': '1', 'app-musl': '1', 'app-other': '1' },
      },
      'node_modules/app/node_modules/inner': {
        version: '1.0.0',
        dependencies: { shared: '1', app: '1' },
      },
      'node_modules/app/node_modules/shared': { version: '1.0.0' },
      'node_modules/shared': { version: '2.0.0' },
      'node_modules/inner': { version: '9.0.0' },
      'node_modules/unrelated': { version: '1.0.0' },
      'node_modules/app-mac': { version: '1.0.0', os: ['darwin'], cpu: ['arm64'] },
      'node_modules/app-gnu': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
      'node_modules/app-musl': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['musl'] },
      'node_modules/app-other': { version: '1.0.0', os: ['!linux'] },
    },
  }),
);

function folders(target: PackageTarget, roots: readonly string[] = ['app']): string[] {
  return packageClosure(lock, roots, target).map(({ folder }) =>
    folder.replaceAll('node_modules/', ''),
  );
}

describe('packageClosure', () => {
  it('takes what is nearest, follows cycles once, and leaves out what nobody needs', () => {
    expect(folders(linux)).toEqual(['app', 'app-gnu', 'app/inner', 'app/shared']);
    expect(folders(linux, ['shared'])).toEqual(['shared']);
  });

  it('takes the native packages of the target alone', () => {
    expect(folders(mac)).toEqual(['app', 'app-mac', 'app-other', 'app/inner', 'app/shared']);
    expect(folders(windows)).toEqual(['app', 'app-other', 'app/inner', 'app/shared']);
  });

  it('fails when the lockfile does not hold a package', () => {
    expect(() => folders(linux, ['absent'])).toThrow(
      'package-lock.json holds no absent for the app',
    );
    expect(() => parseLock('{"packages": []}')).toThrow();
  });
});

describe('native code, for every system that is packed', () => {
  const real = parseLock(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const roots = externalPackages.filter((name) => name !== 'electron');

  it.each([
    ['linux', 'x64', 'linux-x64-gnu'],
    ['linux', 'arm64', 'linux-arm64-gnu'],
    ['darwin', 'x64', 'darwin-x64'],
    ['darwin', 'arm64', 'darwin-arm64'],
    ['win32', 'x64', 'win32-x64-msvc'],
    ['win32', 'arm64', 'win32-arm64-msvc'],
  ] as const)('is there for %s on %s', (system, processor, keyring) => {
    const hook = `node_modules/uiohook-napi/prebuilds/${system}-${processor}`;
    expect(readdirSync(join(root, hook))).toEqual(['uiohook-napi.node']);
    // uiohook-napi 1.5.5 has x64 code there (its issue 48): packaging on Linux for arm64 compiles it instead.
    const isMislabelled = system === 'linux' && processor === 'arm64';
    expect(readNativeCode(join(root, hook, 'uiohook-napi.node'))).toEqual({
      system,
      processor: isMislabelled ? 'x64' : processor,
    });
    const packages = packageClosure(real, roots, { system, processors: [processor] });
    const native = packages.filter(({ folder }) =>
      folder.startsWith('node_modules/@napi-rs/keyring-'),
    );
    expect(native.map(({ folder }) => folder)).toEqual([
      `node_modules/@napi-rs/keyring-${keyring}`,
    ]);
    const [{ version = '' } = {}] = native;
    expect(real.packages['node_modules/@napi-rs/keyring']?.version).toBe(version);
    // npm installs those of this machine; the others' presence is what the lockfile promises.
    const isOwn = process.platform === system && process.arch === processor;
    if (isOwn) expect(existsSync(join(root, native[0]?.folder ?? '', 'package.json'))).toBe(true);
  });
});
