import { expect, it } from 'vitest';
import { appMenu } from './app-menu.ts';
import { wordsOf } from './words.ts';

function roles(platform: string, debugging: boolean): string[] {
  const menu = appMenu({ platform, debugging, words: wordsOf.en });
  return menu.flatMap(({ submenu }) =>
    Array.isArray(submenu) ? submenu.flatMap(({ role }) => role ?? []) : [],
  );
}

it('can copy, paste, zoom and quit everywhere', () => {
  for (const platform of ['darwin', 'linux', 'win32']) {
    const needed = ['copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom', 'quit'];
    expect(roles(platform, false)).toEqual(expect.arrayContaining(needed));
    expect(roles(platform, false).filter((role) => role === 'quit')).toHaveLength(1);
  }
  expect(roles('darwin', false)).toContain('hide');
});

it('keeps the developer tools to developers', () => {
  const tools = ['reload', 'toggleDevTools'];
  expect(roles('linux', true)).toEqual(expect.arrayContaining(tools));
  for (const tool of [...tools, 'forceReload']) expect(roles('linux', false)).not.toContain(tool);
});

it('has a label in the learner’s language for every entry', () => {
  const menu = appMenu({ platform: 'darwin', debugging: false, words: wordsOf['zh-Hant'] });
  const labels = menu.flatMap(({ label, submenu }) => [
    label,
    ...(Array.isArray(submenu)
      ? submenu.filter(({ type }) => type !== 'separator').map((item) => item.label)
      : []),
  ]);
  for (const label of labels) expect(label).toMatch(/[㐀-鿿]|^Parley$/);
});
