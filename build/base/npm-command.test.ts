import { expect, it } from 'vitest';
import { npmCommand } from './npm-command.ts';

it('starts the npm that started this, else the one on the path', () => {
  const given = { npm_execpath: '/usr/lib/npm/bin/npm-cli.js' };
  expect(npmCommand(['ci'], given)).toEqual([process.execPath, given.npm_execpath, 'ci']);
  expect(npmCommand(['ci'], {})).toEqual(['npm', 'ci']);
  expect(npmCommand(['ci'], { npm_execpath: '/usr/bin/yarn' })).toEqual(['npm', 'ci']);
});
