import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inPool } from '../base/in-pool.ts';
import { root as house } from '../base/root.ts';
import { runStage, type StageResult } from './stage.ts';
import { summarize } from './summary.ts';
import { typeStages } from './type-stages.ts';
import { countTests } from './vitest-report.ts';
import { judgeRun } from './vitest-stage.ts';

function report(...files: readonly { status: string; tests: readonly string[] }[]): string {
  const testResults = files.map(({ status, tests }) => ({
    name: 'a.test.ts',
    status,
    assertionResults: tests.map((test, index) => ({ fullName: `test ${index}`, status: test })),
  }));
  return JSON.stringify({ success: true, testResults });
}

describe('countTests', () => {
  it('counts what passed, failed and was skipped', () => {
    const text = report(
      { status: 'failed', tests: ['passed', 'failed', 'pending'] },
      { status: 'passed', tests: ['passed', 'todo'] },
    );
    expect(countTests(text)).toEqual({ passed: 2, failed: 1, skipped: ['test 2', 'test 1'] });
  });

  it('counts a file that did not load as one failed', () => {
    expect(countTests(report({ status: 'failed', tests: [] }))).toMatchObject({ failed: 1 });
  });

  it('refuses what is no report', () => {
    expect(() => countTests('{}')).toThrow();
  });
});

describe('judgeRun', () => {
  const fine = { ok: true, output: '', counts: { passed: 3, failed: 0, skipped: [] } };

  it('passes a run in which tests ran and passed', () => {
    expect(judgeRun(fine)).toMatchObject({ ok: true, tests: { passed: 3, failed: 0 } });
  });

  it.each([
    ['left badly', { ...fine, ok: false }],
    ['left no report', { ...fine, counts: null }],
    ['ran nothing', { ...fine, counts: { passed: 0, failed: 0, skipped: [] } }],
    ['skipped one', { ...fine, counts: { passed: 3, failed: 0, skipped: ['one'] } }],
    ['failed one', { ...fine, counts: { passed: 3, failed: 1, skipped: [] } }],
  ])('fails a run that %s, with one failed', (_what, run) => {
    expect(judgeRun(run)).toMatchObject({ ok: false, tests: { failed: 1 } });
  });

  it('names what was skipped', () => {
    const counts = { passed: 3, failed: 0, skipped: ['the one'] };
    expect(judgeRun({ ...fine, counts }).output).toContain('Skipped: the one');
  });
});

describe('summarize', () => {
  const lint: StageResult = { name: 'lint', ok: true, output: '', ms: 1000 };
  const unit: StageResult = {
    ...lint,
    name: 'unit',
    tests: { passed: 5, failed: 0, skipped: [] },
  };

  it('sums the tests and ends with exactly that line', () => {
    const { ok, lines } = summarize([lint, unit, unit]);
    expect(ok).toBe(true);
    expect(lines.at(-1)).toBe('10 passed, 0 failed');
  });

  it('never says that nothing failed when a stage without tests did', () => {
    const { ok, lines } = summarize([{ ...lint, ok: false }, unit]);
    expect(ok).toBe(false);
    expect(lines).toContain('Failed: lint.');
    expect(lines.at(-1)).toBe('5 passed, 1 failed');
  });

  it.each([[[]], [[lint]]])('fails a run without any test', (results) => {
    const { ok, lines } = summarize(results);
    expect(ok).toBe(false);
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
  });
});

describe('runStage', () => {
  it('turns a throw into a failed stage and prints its output indented', async () => {
    const lines: string[] = [];
    const work = () => Promise.reject(new Error('one\ntwo'));
    const result = await runStage({ name: 'broken', work }, (line) => lines.push(line));
    expect(result.ok).toBe(false);
    expect(lines[0]).toMatch(/^✗ broken +0\.0 s$/);
    expect(lines[1]).toBe('    one\n    two');
  });
});

describe('inPool', () => {
  it('keeps the order and never runs more than the width at once', async () => {
    let running = 0;
    let most = 0;
    const results = await inPool([1, 2, 3, 4, 5], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return item * 10;
    });
    expect(results).toEqual([10, 20, 30, 40, 50]);
    expect(most).toBe(2);
  });
});

describe('the type stages', () => {
  it('see a wrong type, and a source that no project covers', async () => {
    const root = mkdtempSync(join(tmpdir(), 'parley-types-'));
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    symlinkSync(join(house, 'node_modules'), join(root, 'node_modules'));
    write('contract/tsconfig.json', '{ "compilerOptions": { "noEmit": true, "types": [] } }');
    write('contract/good.ts', 'export const good: number = 1;\n');
    const { each, all } = typeStages(root);
    const contract = each.find(({ name }) => name === 'types: contract');
    expect(await contract?.work()).toMatchObject({ ok: true, output: '' });
    expect(await all.work()).toMatchObject({ ok: true, detail: '1 files' });
    write('contract/bad.ts', "export const bad: number = 'text';\n");
    const outcome = await contract?.work();
    expect(outcome?.ok).toBe(false);
    expect(outcome?.output).toContain('TS2322');
    expect(outcome?.output).not.toContain('good.ts');
    write('stray/stray.ts', 'export {};\n');
    const everything = await all.work();
    expect(everything.ok).toBe(false);
    expect(everything.output).toContain('stray/stray.ts');
    expect(everything.output).not.toContain('good.ts');
    rmSync(root, { recursive: true });
  });
});
