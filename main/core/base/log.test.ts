import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from './log.ts';
import { logFile } from './log-file.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-log-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const secret = 'a-secret-of-23-letters!';

describe('the log', () => {
  it('writes neither in messages nor in details what it is to conceal', () => {
    const module = JSON.stringify(new URL('./log.ts', import.meta.url).href);
    const script = `
      const { createLog } = await import(${module});
      const log = createLog('info');
      log.conceal(${JSON.stringify(secret)});
      log.info('said ${secret}', { deep: { er: ['${secret}'] }, apiKey: 'other' });
      log.error('failed', { error: new Error('with ${secret}') });
      log.debug('off');
    `;
    const { stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    const lines = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ msg }) => msg)).toEqual(['said …', 'failed']);
    expect(lines[0]).toMatchObject({ deep: { er: ['…'] }, apiKey: '[redacted]' });
    expect(lines[1].error).toMatchObject({ name: 'Error', message: 'with …' });
    expect(stderr).not.toContain(secret);
  });

  it('gives the same redacted lines to a file', () => {
    const path = join(directory, 'logs', 'parley.log');
    const log = createLog('warn', { also: logFile({ path }) });
    log.conceal(secret);
    log.warn(`one ${secret}`);
    log.info('too quiet');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ msg: 'one …', level: 40 });
    expect(statSync(path).mode & 0o077).toBe(0);
  });
});

describe('the log file', () => {
  it('holds the newest lines in two files of bounded size, over restarts', () => {
    const path = join(directory, 'parley.log');
    for (let index = 0; index < 100; index += 1) {
      logFile({ path, bytes: 100 }).write(`line ${String(index).padStart(4, '0')}\n`);
    }
    const [now, old] = [path, `${path}.old`].map((each) => readFileSync(each, 'utf8'));
    expect(now?.length).toBeLessThanOrEqual(100);
    expect(old?.length).toBeLessThanOrEqual(100);
    expect(`${old}${now}`.endsWith('line 0098\nline 0099\n')).toBe(true);
  });

  it('costs lines, not the app, where the disk refuses', () => {
    const path = join(directory, 'parley.log');
    mkdirSync(path);
    expect(() => logFile({ path }).write('line\n')).not.toThrow();
  });
});
