import { EventEmitter } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCrashLog, installCrashLog } from './crash-log.ts';
import { MemoryLog } from './log.ts';
import { Redactor } from './redact.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-crash-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const secret = 'a-secret-of-23-letters!';
const redactor = new Redactor();
redactor.conceal(secret);
const crashes = () => join(directory, 'crashes');
const texts = () =>
  readdirSync(crashes())
    .sort()
    .map((name) => readFileSync(join(crashes(), name), 'utf8'));

describe('the crash log', () => {
  it('writes one text a crash, for the user alone, without secrets', () => {
    const log = createCrashLog({ directory: crashes(), redactor, version: '1.2.3' });
    const path = log.recordCrash('page-gone', { reason: 'oom', url: `http://h/#${secret}` }) ?? '';
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(/^Parley 1\.2\.3, page-gone, \d{4}-/);
    expect(texts()[0]).toContain('oom');
    expect(texts()[0]).not.toContain(secret);
  });

  it('keeps the newest, and touches no file of another kind', () => {
    const log = createCrashLog({ directory: crashes(), redactor, version: '1', most: 3 });
    log.recordCrash('child-gone', 'number 0');
    writeFileSync(join(crashes(), 'mine.txt'), 'keep');
    for (let index = 1; index < 12; index += 1) log.recordCrash('child-gone', `number ${index}`);
    const joined = texts().join('');
    expect(readdirSync(crashes())).toHaveLength(4);
    for (const kept of ['number 9', 'number 10', 'number 11', 'keep'])
      expect(joined).toContain(kept);
    expect(joined).not.toContain('number 8');
  });

  it('is bounded in the size of a file', () => {
    const log = createCrashLog({ directory: crashes(), redactor, version: '1' });
    log.recordCrash(
      'page-hung',
      Array.from({ length: 60 }, () => 'word '.repeat(100_000)),
    );
    expect(texts()[0]?.length).toBeLessThanOrEqual(64 * 1024);
  });

  it('never throws, even where nothing can be written', () => {
    writeFileSync(crashes(), 'a file in the way');
    const log = createCrashLog({ directory: crashes(), redactor, version: '1' });
    expect(log.recordCrash('page-gone', {})).toBeNull();
  });

  it('ends the process after an exception, and goes on after a rejection', () => {
    const source = new EventEmitter();
    const ends: string[] = [];
    const end = () => ends.push('end');
    const log = new MemoryLog();
    installCrashLog({ directory: crashes(), redactor, version: '1', source, log, end });
    source.emit('unhandledRejection', new Error(`later ${secret}`));
    expect(ends).toEqual([]);
    source.emit('uncaughtException', new Error('now', { cause: new Error(secret) }));
    expect(ends).toEqual(['end']);
    expect(log.lines.map(({ level }) => level)).toEqual(['error', 'error']);
    const [first, second] = texts();
    expect(first).toContain('later …');
    expect(first).toContain('crash-log.test.ts');
    expect(second).toContain('"message": "now"');
    expect(texts().join('')).not.toContain(secret);
  });
});
