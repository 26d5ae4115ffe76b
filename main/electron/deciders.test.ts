import { describe, expect, it } from 'vitest';
import {
  isAllowedNavigation,
  isAllowedPermission,
  isAllowedRequest,
  isTrustedSender,
  PAGE_ORIGIN,
  type PermissionQuestion,
  pageOf,
  resolveAppPath,
  urlOf,
} from './deciders.ts';

const strangers = [
  '',
  'about:blank',
  'null',
  'file:///index.html',
  'app://other/',
  'app://parley.evil.example/',
  'app://parley:8080/',
  'app://user@parley/',
  'app://user:word@parley/',
  'app:parley',
  'apps://parley/',
  'http://parley/',
  'https://evil.example/app://parley/',
  'data:text/html,app://parley/',
  'javascript:app://parley/',
  'blob:app://parley/1',
];

describe('isAllowedPermission', () => {
  const microphone: PermissionQuestion = {
    permission: 'media',
    requester: 'app://parley/',
    isMainFrame: true,
    media: ['audio'],
  };

  it('allows our page the microphone, whether asked by origin or by URL', () => {
    for (const requester of ['app://parley', 'app://parley/', 'app://parley/index.html#a']) {
      expect(isAllowedPermission({ ...microphone, requester })).toBe(true);
    }
  });

  it('refuses the camera, alone or beside the microphone, and what is not named', () => {
    for (const media of [['video'], ['audio', 'video'], ['unknown'], []]) {
      expect(isAllowedPermission({ ...microphone, media })).toBe(false);
    }
  });

  it('refuses every other permission', () => {
    for (const permission of ['display-capture', 'geolocation', 'notifications', 'openExternal']) {
      expect(isAllowedPermission({ ...microphone, permission })).toBe(false);
    }
  });

  it('lets our page choose a loudspeaker, and asks the system nothing for it', () => {
    const speaker = { ...microphone, permission: 'speaker-selection', media: [] };
    expect(isAllowedPermission(speaker)).toBe(true);
    expect(isAllowedPermission({ ...speaker, isMainFrame: false })).toBe(false);
    expect(strangers.some((requester) => isAllowedPermission({ ...speaker, requester }))).toBe(
      false,
    );
  });

  it('refuses frames inside the page, and everybody else', () => {
    expect(isAllowedPermission({ ...microphone, isMainFrame: false })).toBe(false);
    for (const requester of strangers) {
      expect([requester, isAllowedPermission({ ...microphone, requester })]).toEqual([
        requester,
        false,
      ]);
    }
  });
});

describe('isAllowedNavigation', () => {
  it('stays on our page', () => {
    expect(isAllowedNavigation('app://parley/')).toBe(true);
    expect(isAllowedNavigation('app://parley/index.html?x#y')).toBe(true);
    expect(strangers.filter(isAllowedNavigation)).toEqual([]);
  });
});

describe('isAllowedRequest', () => {
  it('lets the page have what is its own', () => {
    for (const url of ['app://parley/a.js', 'blob:app://parley/1-2', 'data:image/png;base64,']) {
      expect([url, isAllowedRequest(url, false)]).toEqual([url, true]);
    }
  });

  it('blocks every other way out, and the developer tools unless debugging', () => {
    const others = ['wss://evil.example/', 'ftp://evil.example/', 'blob:https://evil.example/1'];
    const asked = [...strangers, ...others].filter((url) => !url.startsWith('data:'));
    for (const url of asked.filter((url) => url !== 'blob:app://parley/1')) {
      expect([url, isAllowedRequest(url, true)]).toEqual([url, false]);
    }
    const tools = 'devtools://devtools/bundled/inspector.html';
    expect([isAllowedRequest(tools, false), isAllowedRequest(tools, true)]).toEqual([false, true]);
  });
});

describe('pages', () => {
  it('are told apart by their addresses', () => {
    for (const page of ['main', 'pill'] as const) {
      const sender = { url: urlOf(page), origin: PAGE_ORIGIN, isMainFrame: true };
      expect([isTrustedSender(sender), pageOf(sender)]).toEqual([true, page]);
    }
  });
});

describe('isTrustedSender', () => {
  const sender = { url: 'app://parley/', origin: 'app://parley', isMainFrame: true };

  it('trusts the main frame of our page and nobody else', () => {
    expect(isTrustedSender(sender)).toBe(true);
    expect(isTrustedSender(null)).toBe(false);
    expect(isTrustedSender({ ...sender, isMainFrame: false })).toBe(false);
    for (const origin of ['null', '', 'app://parley/', 'app://other', 'file://']) {
      expect(isTrustedSender({ ...sender, origin })).toBe(false);
    }
    for (const url of strangers) expect(isTrustedSender({ ...sender, url })).toBe(false);
  });
});

describe('resolveAppPath', () => {
  it('gives the path of our page still encoded, and null for all else', () => {
    expect(resolveAppPath('app://parley/')).toBe('/');
    expect(resolveAppPath('app://parley/a%2fb.js?x=1#y')).toBe('/a%2fb.js');
    expect(strangers.map(resolveAppPath)).toEqual(strangers.map(() => null));
  });
});
