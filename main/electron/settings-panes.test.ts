import { expect, it } from 'vitest';
import { isAllowedExternal, openExternally, settingsPane } from './settings-panes.ts';

it('knows where the permissions are given back', () => {
  expect(settingsPane('darwin', 'microphone')).toContain('Privacy_Microphone');
  expect(settingsPane('darwin', 'accessibility')).toContain('Privacy_Accessibility');
  expect(settingsPane('win32', 'microphone')).toBe('ms-settings:privacy-microphone');
  expect(settingsPane('win32', 'accessibility')).toBe(null);
  expect(settingsPane('linux', 'microphone')).toBe(null);
});

it('opens these and nothing that resembles them', async () => {
  const opened: string[] = [];
  const shell = { openExternal: async (url: string) => void opened.push(url) };
  for (const url of [
    '',
    'https://example.org/',
    'ms-settings:privacy-microphone?x',
    'ms-settings:privacy-microphone ',
    'MS-SETTINGS:privacy-microphone',
    'ms-settings:',
    'x-apple.systempreferences:',
    'file:///etc/passwd',
    'app://parley/',
    'constructor',
  ]) {
    expect([url, isAllowedExternal(url), await openExternally(url, shell)]).toEqual([
      url,
      false,
      false,
    ]);
  }
  expect(await openExternally('ms-settings:privacy-microphone', shell)).toBe(true);
  expect(opened).toEqual(['ms-settings:privacy-microphone']);
});
