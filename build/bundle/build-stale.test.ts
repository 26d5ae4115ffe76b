import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildStale, forgetBuilds } from './build-stale.ts';
import type { Part } from './parts.ts';

const loadConfig = async (): Promise<object> => ({});
const parts: readonly Part[] = [
  { name: 'main', loadConfig, inputs: ['main', 'contract'], proof: 'dist/main.js' },
  { name: 'page', loadConfig, inputs: ['page', 'contract'], proof: 'dist/page.html' },
];

let root = '';

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function build(make = async (part: Part): Promise<void> => write(part.proof, 'made')) {
  return buildStale({ root, parts, make });
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-stale-'));
  write('main/a.ts', 'a');
  write('page/b.ts', 'b');
  write('contract/c.ts', 'c');
});

afterEach(() => rmSync(root, { recursive: true }));

describe('buildStale', () => {
  it('builds everything at first and nothing the second time', async () => {
    expect(await build()).toEqual(['main', 'page']);
    expect(await build()).toEqual([]);
  });

  it('builds what a changed, a new or a lost file touches, and only that', async () => {
    await build();
    write('main/a.ts', 'other');
    expect(await build()).toEqual(['main']);
    write('page/new.ts', 'new');
    expect(await build()).toEqual(['page']);
    rmSync(join(root, 'page/new.ts'));
    expect(await build()).toEqual(['page']);
    write('contract/c.ts', 'other');
    expect(await build()).toEqual(['main', 'page']);
  });

  it('is not moved by a file that was only touched, nor by a test', async () => {
    await build();
    write('main/a.ts', 'a');
    write('main/a.test.ts', 'test');
    expect(await build()).toEqual([]);
  });

  it('tells a moved border between two files from no change', async () => {
    write('main/x.ts', '1');
    write('main/y.ts', '23');
    await build();
    write('main/x.ts', '12');
    write('main/y.ts', '3');
    expect(await build()).toEqual(['main']);
  });

  it('builds again after a lost output, after a failed build and when told to forget', async () => {
    await build();
    rmSync(join(root, 'dist/main.js'));
    expect(await build()).toEqual(['main']);
    write('main/a.ts', 'broken');
    await expect(build(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    write('main/a.ts', 'a');
    expect(await build()).toEqual(['main']);
    forgetBuilds(root);
    expect(await build()).toEqual(['main', 'page']);
  });

  it('does not believe a build that left nothing', async () => {
    await expect(build(async () => {})).rejects.toThrow('did not make dist/main.js');
  });
});
