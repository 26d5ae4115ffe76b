import { expect, it } from 'vitest';
import { dataDirectory } from './data-directory.ts';

const home = '/home/learner';

it('follows XDG, and ignores a relative path as XDG asks', () => {
  const at = (environment: Record<string, string>): string =>
    dataDirectory({ platform: 'linux', home, environment });
  expect(at({})).toBe('/home/learner/.local/share/parley');
  expect(at({ XDG_DATA_HOME: '/data' })).toBe('/data/parley');
  expect(at({ XDG_DATA_HOME: 'data' })).toBe('/home/learner/.local/share/parley');
  expect(at({ XDG_DATA_HOME: '/data', PARLEY_DATA: '/mine' })).toBe('/mine');
});

it('follows macOS', () => {
  expect(dataDirectory({ platform: 'darwin', home, environment: {} })).toBe(
    '/home/learner/Library/Application Support/Parley',
  );
});
