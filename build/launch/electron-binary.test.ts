import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ElectronBinary, findElectron } from './electron-binary.ts';

let root = '';
let folder = '';
let lines: string[] = [];

/** An electron package whose installer does what `script` says. */
function plantInstaller(script: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'install.js'), script);
}

/** A download that works, of a program that is a shell script. */
function installing(program: string): string {
  return `const fs = require('fs');
fs.mkdirSync(__dirname + '/dist', { recursive: true });
fs.writeFileSync(__dirname + '/dist/electron', ${JSON.stringify(program)}, { mode: 0o755 });
fs.writeFileSync(__dirname + '/path.txt', 'electron');`;
}

function find(downloadMs?: number): Promise<ElectronBinary> {
  const say = (line: string): void => void lines.push(line);
  return findElectron({ root, say, ...(downloadMs === undefined ? {} : { downloadMs }) });
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-electron-'));
  folder = join(root, 'node_modules/electron');
  lines = [];
});

afterEach(() => rmSync(root, { recursive: true }));

describe('findElectron', () => {
  it('says that the package is missing', async () => {
    expect(await find()).toMatchObject({
      found: false,
      reason: expect.stringContaining('not installed'),
    });
    expect(lines).toEqual([]);
  });

  it('fetches it once, saying so, and finds it at once the next time', async () => {
    plantInstaller(installing('#!/bin/sh\n[ "$ELECTRON_RUN_AS_NODE" = 1 ]\n'));
    const expected = { found: true, path: join(folder, 'dist/electron') };
    expect(await find()).toEqual(expected);
    expect(lines).toHaveLength(1);
    plantInstaller('process.exit(1)');
    expect(await find()).toEqual(expected);
    expect(lines).toHaveLength(1);
  });

  it('gives the reason of a refused download in one line', async () => {
    plantInstaller(
      "console.error('some words\\nError: connect ECONNREFUSED\\n    at more'); process.exit(1);",
    );
    expect(await find()).toEqual({
      found: false,
      reason: 'its download failed (Error: connect ECONNREFUSED)',
    });
  });

  it('gives up on a download that hangs', async () => {
    plantInstaller('setInterval(() => {}, 1000)');
    expect(await find(50)).toEqual({ found: false, reason: 'its download took too long' });
  });

  it('does not believe a download that left nothing', async () => {
    plantInstaller('');
    expect(await find()).toMatchObject({ found: false });
  });

  it('sees a program that does not run here', async () => {
    plantInstaller(installing('#!/bin/sh\necho "libnss3.so: cannot open" >&2\nexit 127\n'));
    expect(await find()).toEqual({
      found: false,
      reason: 'its program does not run here (libnss3.so: cannot open)',
    });
  });
});
