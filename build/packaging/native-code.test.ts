import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../base/root.ts';
import { externalPackages } from '../bundle/targets.ts';
import { fitsTarget, nativeCodeOf } from './native-code.ts';
import { stageApp, unusablePackages } from './stage-app.ts';
import type { PackageTarget } from './target.ts';

const arm: PackageTarget = { system: 'linux', processors: ['arm64'] };
const mac: PackageTarget = { system: 'darwin', processors: ['x64', 'arm64'] };

function elf(machine: number): Buffer {
  const file = Buffer.alloc(128);
  file.writeUInt32BE(0x7f454c46, 0);
  file.writeUInt16LE(machine, 18);
  return file;
}

function mach(type: number): Buffer {
  const file = Buffer.alloc(128);
  file.writeUInt32LE(0xfeedfacf, 0);
  file.writeUInt32LE(type, 4);
  return file;
}

function pe(machine: number, at = 80): Buffer {
  const file = Buffer.alloc(128);
  file.write('MZ', 0);
  file.writeUInt32LE(at, 60);
  if (at + 6 <= file.length) {
    file.write('PE\0\0', at);
    file.writeUInt16LE(machine, at + 4);
  }
  return file;
}

describe('nativeCodeOf', () => {
  it('reads the three formats', () => {
    expect(nativeCodeOf(elf(0x3e))).toEqual({ system: 'linux', processor: 'x64' });
    expect(nativeCodeOf(elf(0xb7))).toEqual({ system: 'linux', processor: 'arm64' });
    expect(nativeCodeOf(mach(0x01000007))).toEqual({ system: 'darwin', processor: 'x64' });
    expect(nativeCodeOf(mach(0x0100000c))).toEqual({ system: 'darwin', processor: 'arm64' });
    expect(nativeCodeOf(pe(0x8664))).toEqual({ system: 'win32', processor: 'x64' });
    expect(nativeCodeOf(pe(0xaa64))).toEqual({ system: 'win32', processor: 'arm64' });
  });

  it('knows nothing else', () => {
    const others = [
      elf(0x102),
      mach(7),
      pe(0x14c),
      pe(0, 4000),
      Buffer.alloc(200),
      Buffer.from('MZ'),
    ];
    for (const file of others) expect(nativeCodeOf(file)).toBeNull();
  });

  it('says whether it fits', () => {
    expect(fitsTarget(nativeCodeOf(elf(0x3e)), arm)).toBe(false);
    expect(fitsTarget(nativeCodeOf(mach(0x01000007)), mac)).toBe(true);
    expect(fitsTarget(null, mac)).toBe(false);
  });
});

describe('a package whose native code is for another machine', () => {
  let place = '';
  const write = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), content);
  };
  const hook = 'node_modules/uiohook-napi';
  const foreign = (target: PackageTarget): string[] =>
    unusablePackages(place, target).foreign.map(({ folder }) => folder);

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'parley-natives-'));
    const names = externalPackages.filter((name) => name !== 'electron');
    const packages = Object.fromEntries(
      names.map((name) => [`node_modules/${name}`, { version: '1.0.0' }]),
    );
    write('package-lock.json', JSON.stringify({ packages }));
    for (const name of names) write(`node_modules/${name}/package.json`, '{}');
    write(`${hook}/prebuilds/linux-arm64/uiohook-napi.node`, elf(0x3e));
    write(`${hook}/prebuilds/darwin-x64/uiohook-napi.node`, mach(0x01000007));
    write(`${hook}/prebuilds/darwin-arm64/uiohook-napi.node`, mach(0x0100000c));
    for (const part of ['main', 'preload', 'renderer']) write(`dist/${part}/a.js`, '');
  });
  afterEach(() => rmSync(place, { recursive: true }));

  it('is not taken for usable, whatever its folder is called', () => {
    expect(foreign(arm)).toEqual([hook]);
    expect(foreign(mac)).toEqual([]);
    expect(foreign({ system: 'win32', processors: ['x64'] })).toEqual([hook]);
    expect(() =>
      stageApp({ root: place, folder: join(place, 'stage'), target: arm, environment: {} }),
    ).toThrow(`${hook} 1.0.0: no native code for linux-arm64 here. npm run natives`);
  });

  it('is usable once it was compiled, and half a universal one is not', () => {
    write(`${hook}/build/Release/uiohook_napi.node`, elf(0xb7));
    expect(foreign(arm)).toEqual([]);
    rmSync(join(place, hook, 'prebuilds/darwin-x64'), { recursive: true });
    expect(foreign(mac)).toEqual([hook]);
  });

  it('is named when npm has left it out', () => {
    const { missing } = unusablePackages(root, {
      system: process.platform === 'win32' ? 'linux' : 'win32',
      processors: ['x64'],
    });
    expect(missing.map(({ folder }) => folder)).toContainEqual(
      expect.stringContaining('@napi-rs/keyring-'),
    );
  });
});
