import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type GuardedContents, type GuardedSession, guardContents, guardSession } from './guard.ts';

type Handler<N extends keyof GuardedSession> = GuardedSession[N] extends (
  handler: infer H,
  ...more: never[]
) => unknown
  ? NonNullable<H>
  : never;

type Handlers = {
  request?: Handler<'setPermissionRequestHandler'>;
  check?: Handler<'setPermissionCheckHandler'>;
  device?: Handler<'setDevicePermissionHandler'>;
  pairing?: Handler<'setBluetoothPairingHandler'>;
  before?: (details: { url: string }, answer: (response: object) => void) => void;
};

function guarded(systemGrants: () => Promise<boolean>, debugging = false) {
  const handlers: Handlers = {};
  const said: unknown[] = [];
  const set =
    (name: keyof Handlers) =>
    (handler: never): void => {
      handlers[name] = handler;
    };
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: set('request'),
    setPermissionCheckHandler: set('check'),
    setDevicePermissionHandler: set('device'),
    setBluetoothPairingHandler: set('pairing'),
    setDisplayMediaRequestHandler: (handler: unknown) => said.push(['display', handler]),
    setSpellCheckerEnabled: (enabled: boolean) => said.push(['spelling', enabled]),
    webRequest: { onBeforeRequest: set('before') },
  });
  guardSession(session as unknown as GuardedSession, { systemGrants, debugging });
  const ask = (
    mediaTypes: ('audio' | 'video')[] | undefined,
    permission: 'media' | 'speaker-selection' = 'media',
  ): Promise<boolean> =>
    new Promise((resolve) => {
      const details = { isMainFrame: true, requestingUrl: 'app://parley/' };
      const media = mediaTypes === undefined ? {} : { mediaTypes };
      handlers.request?.({} as never, permission, resolve, { ...details, ...media });
    });
  const fetches = (url: string): boolean => {
    let cancelled: unknown;
    handlers.before?.({ url }, (response) => {
      cancelled = Reflect.get(response, 'cancel');
    });
    return cancelled === false;
  };
  return { handlers, said, session, ask, fetches };
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
    expect(await ask(undefined, 'speaker-selection')).toBe(true);
    expect(asked).toBe(0);
  });

  it('lets nothing be fetched, downloaded, captured, paired or spelled', () => {
    const { fetches, said, session, handlers } = guarded(async () => true);
    expect(fetches('app://parley/index.html')).toBe(true);
    for (const url of ['https://evil.example/', 'ws://127.0.0.1:9/', 'file:///etc/passwd']) {
      expect([url, fetches(url)]).toEqual([url, false]);
    }
    expect(fetches('devtools://devtools/x')).toBe(false);
    expect(guarded(async () => true, true).fetches('devtools://devtools/x')).toBe(true);
    expect(said).toEqual([
      ['display', null],
      ['spelling', false],
    ]);
    expect(prevents(session, 'will-download')).toBe(true);
    handlers.pairing?.({} as never, (answer) => said.push(answer));
    expect(said.at(-1)).toEqual({ confirmed: false });
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

function prevents(emitter: EventEmitter, name: string, ...more: unknown[]): boolean {
  let stopped = false;
  const event = { url: String(more[0]), preventDefault: () => (stopped = true) };
  emitter.emit(name, event, ...more);
  return stopped;
}

function guardedContents() {
  const contents = new EventEmitter();
  const told: { open?: (details: never) => unknown; policy?: string } = {};
  const parts = {
    setWindowOpenHandler: (handler: (details: never) => unknown): void => {
      told.open = handler;
    },
    setWebRTCIPHandlingPolicy: (policy: string): void => {
      told.policy = policy;
    },
  };
  guardContents(Object.assign(contents, parts) as unknown as GuardedContents);
  return { contents, told };
}

describe('guardContents', () => {
  it('prevents navigation, webviews and windows', () => {
    const { contents, told } = guardedContents();
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(prevents(contents, name, 'https://evil.example/')).toBe(true);
      expect(prevents(contents, name, 'app://parley/index.html')).toBe(false);
    }
    expect(prevents(contents, 'will-attach-webview', 'app://parley/')).toBe(true);
    expect(told.open?.({} as never)).toEqual({ action: 'deny' });
    expect(told.policy).toBe('disable_non_proxied_udp');
  });

  it('chooses no device, believes no certificate and gives no password', () => {
    const { contents } = guardedContents();
    const answers: unknown[] = [];
    const answer = (...values: unknown[]): void => void answers.push(values);
    expect(prevents(contents, 'select-bluetooth-device', [], answer)).toBe(true);
    expect(prevents(contents, 'certificate-error', 'https://x', 'bad', {}, answer)).toBe(true);
    expect(prevents(contents, 'login', {}, {}, answer)).toBe(true);
    expect(prevents(contents, 'select-client-certificate', 'https://x', [], answer)).toBe(true);
    expect(answers).toEqual([[''], [false], []]);
  });
});
