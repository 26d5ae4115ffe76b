import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../base/root.ts';
import { explainFailure } from './explain-failure.ts';
import { bytesIn, judgeSize, readBudget } from './packed-size.ts';

it('fails a size that is more than a tenth away from the recorded one', () => {
  expect([900, 1000, 1100].map((bytes) => judgeSize(bytes, 1000))).toEqual([null, null, null]);
  expect(judgeSize(1101, 1000)).toContain('+10 %');
  expect(judgeSize(899, 1000)).toContain('size-budget.json');
  expect(judgeSize(1, undefined)).toBeNull();
  expect(readBudget(root)['linux-x64']).toBeGreaterThan(1_000_000);
});

it('counts the bytes of all files, however deep', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-size-'));
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  writeFileSync(join(folder, 'a/b/c'), '12345');
  writeFileSync(join(folder, 'd'), '67');
  expect(bytesIn(folder)).toBe(7);
  rmSync(folder, { recursive: true });
});

it('says what to do where a download failed, and nothing more elsewhere', () => {
  const failure = 'getaddrinfo ENOTFOUND example.invalid';
  expect(explainFailure(failure, { fetches: true })).toMatch(/--electron-dist FOLDER\n.*ENOTFOUND/);
  expect(explainFailure(failure, { fetches: false })).not.toContain('--electron-dist');
  expect(explainFailure('dist/main is not built', { fetches: true })).toBe(
    'dist/main is not built',
  );
});
