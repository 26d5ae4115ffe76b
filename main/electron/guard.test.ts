import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type GuardedContents, type GuardedSession, guardContents, guardSession } from './guard.ts';

type Handlers = {
  request?: Parameters<GuardedSession['setPermissionRequestHandler']>[0];
  check?: Parameters<GuardedSession['setPermissionCheckHandler']>[0];
  device?: Parameters<GuardedSession['setDevicePermissionHandler']>[0];
};

function guarded(systemGrants: () => Promise<boolean>) {
  const handlers: Handlers = {};
  const session: GuardedSession = {
    setPermissionRequestHandler: (handler) => {
      handlers.request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      handlers.check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      handlers.device = handler;
    },
  };
  guardSession(session, systemGrants);
  const ask = (mediaTypes: ('audio' | 'video')[] | undefined): Promise<boolean> =>
    new Promise((resolve) => {
      const details = { isMainFrame: true, requestingUrl: 'app://parley/' };
      const media = mediaTypes === undefined ? {} : { mediaTypes };
      handlers.request?.({} as never, 'media', resolve, { ...details, ...media });
    });
  return { handlers, ask };
}

describe('guardSession', () => {
  it('grants the microphone when the system does', async () => {
    expect(await guarded(async () => true).ask(['audio'])).toBe(true);
    expect(await guarded(async () => false).ask(['audio'])).toBe(false);
    expect(await guarded(() => Promise.reject(new Error('no'))).ask(['audio'])).toBe(false);
  });

  it('never asks the system for anything else', async () => {
    let asked = 0;
    const { ask } = guarded(async () => {
      asked += 1;
      return true;
    });
    expect(await ask(['video'])).toBe(false);
    expect(await ask(['audio', 'video'])).toBe(false);
    expect(await ask(undefined)).toBe(false);
    expect(asked).toBe(0);
  });

  it('checks by the same rule, and refuses devices', () => {
    const { handlers } = guarded(async () => true);
    const check = (mediaType: 'audio' | 'video', origin = 'app://parley/'): boolean | undefined =>
      handlers.check?.(null, 'media', origin, { isMainFrame: true, mediaType });
    expect(check('audio')).toBe(true);
    expect(check('video')).toBe(false);
    expect(check('audio', 'https://evil.example/')).toBe(false);
    expect(handlers.check?.(null, 'hid', 'app://parley/', { isMainFrame: true })).toBe(false);
    expect(handlers.device?.({} as never)).toBe(false);
  });
});

describe('guardContents', () => {
  it('prevents navigation, webviews and windows', () => {
    const contents = new EventEmitter();
    const open: { handler?: (details: never) => unknown } = {};
    const setWindowOpenHandler = (handler: (details: never) => unknown): void => {
      open.handler = handler;
    };
    guardContents(Object.assign(contents, { setWindowOpenHandler }) as unknown as GuardedContents);
    const prevented = (name: string, url: string): boolean => {
      let stopped = false;
      contents.emit(name, { url, preventDefault: () => (stopped = true) });
      return stopped;
    };
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(prevented(name, 'https://evil.example/')).toBe(true);
      expect(prevented(name, 'app://parley/index.html')).toBe(false);
    }
    expect(prevented('will-attach-webview', 'app://parley/')).toBe(true);
    expect(open.handler?.({} as never)).toEqual({ action: 'deny' });
  });
});
