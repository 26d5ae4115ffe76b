import { describe, expect, it } from 'vitest';
import { isJunk } from './junk.ts';
import type { PackageTarget } from './target.ts';

const linux: PackageTarget = { system: 'linux', processors: ['x64'] };
const mac: PackageTarget = { system: 'darwin', processors: ['x64', 'arm64'] };

describe('isJunk', () => {
  it.each([
    'index.js',
    'lib/doc/parse.js',
    'dist/doc/document.mjs',
    'package.json',
    'LICENSE',
    'license.md',
    'LICENCE.txt',
    'vendor/COPYING',
    'espeak-ng.data',
    'lib/latest.js',
    'lib/contest.js',
    'prebuilds/linux-x64/a.node',
  ])('keeps %s', (path) => {
    expect(isJunk(path, linux)).toBe(false);
  });

  it.each([
    'index.js.map',
    'index.d.ts',
    'src/index.ts',
    'README.md',
    'docs/api.js',
    'examples/a.js',
    'lib/test/a.js',
    'tests/LICENSE.js/../a.js',
    'a.test.js',
    'test.js',
    'bench.js',
    '.eslintrc',
    '.github/workflows/a.json',
    'src/hook.c',
    'binding.gyp',
    'tsconfig.json',
    'prebuilds/linux-arm64/a.node',
    'prebuilds/win32-x64/a.node',
  ])('leaves out %s', (path) => {
    expect(isJunk(path, linux)).toBe(true);
  });

  it('keeps both halves for a universal app', () => {
    const kept = ['darwin-arm64', 'darwin-x64', 'linux-x64'].filter(
      (name) => !isJunk(`prebuilds/${name}/a.node`, mac),
    );
    expect(kept).toEqual(['darwin-arm64', 'darwin-x64']);
  });
});
