import { expect, it } from 'vitest';
import { decideClose, endsWithWindow } from './close-decision.ts';

const usual = {
  quitting: false,
  closeToTray: true,
  hasTray: true,
  told: true,
  platform: 'linux',
};

it('hides the window where there is a tray to find it in, and says so the first time', () => {
  expect(decideClose(usual)).toBe('hide');
  expect(decideClose({ ...usual, told: false })).toBe('hide_and_tell');
  expect(decideClose({ ...usual, platform: 'win32', told: false })).toBe('hide_and_tell');
});

it('closes it when it is told to, when the app quits, and where there is no tray', () => {
  expect(decideClose({ ...usual, closeToTray: false })).toBe('close');
  expect(decideClose({ ...usual, quitting: true, told: false })).toBe('close');
  expect(decideClose({ ...usual, hasTray: false, told: false })).toBe('close');
});

it('keeps to the dock on macOS, with or without a tray, and says nothing', () => {
  const mac = { ...usual, platform: 'darwin', told: false };
  expect(decideClose(mac)).toBe('hide');
  expect(decideClose({ ...mac, hasTray: false })).toBe('hide');
  expect(decideClose({ ...mac, closeToTray: false })).toBe('close');
  expect([endsWithWindow('darwin'), endsWithWindow('linux')]).toEqual([false, true]);
});
