import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { stageRollout } from './stage-rollout.ts';

const hash = 'q'.repeat(86).concat('==');
const latest = `version: 0.2.0
files:
  - url: Parley-0.2.0-win-x64.exe
    sha512: ${hash}
    size: 123
path: Parley-0.2.0-win-x64.exe
sha512: ${hash}
releaseDate: '2026-11-24T12:00:00.000Z'
`;

it('adds the percentage to an update and keeps the rest', () => {
  const staged: unknown = parse(stageRollout(latest, 10));
  expect(staged).toEqual({ ...parse(latest), stagingPercentage: 10 });
  expect(stageRollout(stageRollout(latest, 10), 50)).toContain('stagingPercentage: 50');
});

it('refuses what is no percentage, and what is no update', () => {
  for (const percent of [0, 101, 1.5, Number.NaN])
    expect(() => stageRollout(latest, percent)).toThrow('percent');
  expect(() => stageRollout('version: 1.0.0\n', 10)).toThrow('files');
});
