import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../base/root.ts';
import { acceptedSchema, judgeReport, type Report } from './judge.ts';

const issue = {
  id: 'A_CHECK',
  file: 'main/electron.js',
  severity: { name: 'MEDIUM' },
  description: 'bad',
};
const accepted = [{ check: 'A_CHECK', file: 'main/electron.js', reason: 'because' }];

function report(change: Partial<Report> = {}): Report {
  return { globalChecks: 6, atomicChecks: 36, errors: [], issues: [issue], ...change };
}

describe('judgeReport', () => {
  it('is content with findings that have a reason, whatever the hash in a name', () => {
    expect(judgeReport(report(), accepted)).toEqual([]);
    const chunk = { ...issue, file: 'renderer/assets/index-D4YB_IGw.js' };
    const known = [{ check: 'A_CHECK', file: 'renderer/assets/index.js', reason: 'because' }];
    expect(judgeReport(report({ issues: [chunk] }), known)).toEqual([]);
  });

  it('is not content without a reason, nor with a reason for nothing', () => {
    expect(judgeReport(report(), [])).toEqual([
      'A_CHECK in main/electron.js has no reason in accepted.json: bad',
    ]);
    expect(judgeReport(report({ issues: [] }), accepted)).toEqual([
      'A_CHECK in main/electron.js is in accepted.json and is not found any more',
    ]);
  });

  it('takes no reason for what is HIGH', () => {
    const high = { ...issue, severity: { name: 'HIGH' } };
    expect(judgeReport(report({ issues: [high] }), accepted)[0]).toContain('severity HIGH');
  });

  it('counts a file that was passed over', () => {
    const errors = [{ file: 'main/electron.js', message: 'Unknown node type' }];
    expect(judgeReport(report({ errors }), accepted)).toHaveLength(1);
  });
});

it('the findings that are left have their reasons in full', () => {
  const path = join(root, 'build/electronegativity/accepted.json');
  expect(acceptedSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).length).toBeGreaterThan(0);
});

it('the lockfile of the tool names no registry', () => {
  const text = readFileSync(join(root, 'build/electronegativity/package-lock.json'), 'utf8');
  expect(text).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
});
