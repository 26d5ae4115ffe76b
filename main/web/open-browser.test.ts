import { expect, it } from 'vitest';
import { browserCommand } from './open-browser.ts';

const url = 'http://127.0.0.1:1/?token=x';

it('names the program of each system', () => {
  expect(browserCommand(url, { platform: 'darwin', environment: {} })).toEqual(['open', url]);
  expect(browserCommand(url, { platform: 'win32', environment: {} })?.at(-1)).toBe(url);
  for (const display of ['DISPLAY', 'WAYLAND_DISPLAY']) {
    const environment = { [display]: ':0' };
    expect(browserCommand(url, { platform: 'linux', environment })).toEqual(['xdg-open', url]);
  }
});

it('opens nothing where nobody sits in front of it, or nobody wants it', () => {
  expect(browserCommand(url, { platform: 'linux', environment: {} })).toBe(null);
  expect(browserCommand(url, { platform: 'linux', environment: { DISPLAY: '' } })).toBe(null);
  for (const reason of ['CI', 'PARLEY_NO_BROWSER']) {
    const environment = { DISPLAY: ':0', [reason]: '1' };
    expect(browserCommand(url, { platform: 'linux', environment })).toBe(null);
    expect(browserCommand(url, { platform: 'darwin', environment })).toBe(null);
  }
});
