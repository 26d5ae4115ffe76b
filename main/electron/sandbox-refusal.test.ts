import { expect, it } from 'vitest';
import { sandboxRefusal } from './sandbox-refusal.ts';

const installed = { isPackaged: true, isSwitchedOff: true, environment: {} };

it('keeps an installed app from running without its sandbox, and says what helps', () => {
  expect(sandboxRefusal(installed)).toContain('--no-sandbox');
  const environment = { APPIMAGE: '/home/learner/Parley.AppImage' };
  expect(sandboxRefusal({ ...installed, environment })).toContain('.deb');
});

it('says nothing with the sandbox on, nor of a checkout', () => {
  expect(sandboxRefusal({ ...installed, isSwitchedOff: false })).toBeNull();
  expect(sandboxRefusal({ ...installed, isPackaged: false })).toBeNull();
});
