import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASK_CHANNEL } from '../../contract/native-surface.ts';
import { DesktopUnderTest } from './desktop-under-test.ts';
import { hostileUrls } from './hostile-urls.ts';

let app: DesktopUnderTest;
let id: number;
beforeAll(async () => {
  app = new DesktopUnderTest({ packaged: true, settings: { automaticUpdates: false } });
  ({ id } = await app.window());
});
afterAll(() => app.dispose());

const ours = [
  'app://parley/',
  'app://parley',
  'app://parley/index.html?a#b',
  'app://parley/pill.html',
];
const moves = ['will-navigate', 'will-frame-navigate', 'will-redirect'];

/** Those of `urls` for which `allowed` holds. */
async function letThrough(
  urls: readonly string[],
  allowed: (url: string) => Promise<boolean>,
): Promise<string[]> {
  const answers = await Promise.all(urls.map(async (url) => ((await allowed(url)) ? [url] : [])));
  return answers.flat();
}

describe('the page of the desktop app', () => {
  it('goes nowhere', async () => {
    expect(hostileUrls.length).toBeGreaterThan(200);
    for (const event of moves) {
      const goes = async (url: string): Promise<boolean> =>
        !(await app.order('in contents', { id, event, values: [url] }));
      expect(await letThrough(hostileUrls, goes)).toEqual([]);
      expect(await letThrough(ours, goes)).toEqual(ours);
    }
  });

  it('opens no window and embeds nothing, not even itself', async () => {
    const urls = [...hostileUrls, ...ours];
    const opens = async (url: string): Promise<boolean> =>
      (await app.order('open window', { id, url })) !== 'deny';
    const embeds = async (url: string): Promise<boolean> =>
      !(await app.order('in contents', { id, event: 'will-attach-webview', values: [url] }));
    expect(await letThrough(urls, opens)).toEqual([]);
    expect(await letThrough(urls, embeds)).toEqual([]);
  });

  it('fetches nothing that is not the app’s own', async () => {
    const fetches = async (url: string): Promise<boolean> =>
      (await app.order('fetch', url)) === 'allowed';
    const local = (url: string): boolean =>
      url.startsWith('data:') || url.startsWith('blob:app://parley/');
    expect(await letThrough(hostileUrls, fetches)).toEqual(hostileUrls.filter(local));
    expect(await letThrough(ours, fetches)).toEqual(ours);
    expect(await app.emit('session', 'will-download', {}, {})).toBe(true);
  });

  it('gets the microphone and nothing else, and no stranger gets even that', async () => {
    const ask = (permission: string, url: string, media: string[] = []) =>
      app.order('ask permission', { permission, url, media, isMainFrame: true });
    const inside = { permission: 'media', url: ours[0], media: ['audio'], isMainFrame: false };
    const nothing = { granted: false, allowed: false };
    const all = { granted: true, allowed: true };
    expect(await ask('media', 'app://parley/', ['audio'])).toEqual(all);
    expect(await ask('speaker-selection', 'app://parley/')).toEqual(all);
    expect(await ask('media', 'app://parley/', ['video'])).toEqual(nothing);
    expect(await ask('media', 'app://parley/', ['audio', 'video'])).toEqual(nothing);
    expect(await app.order('ask permission', inside)).toEqual(nothing);
    for (const url of hostileUrls) {
      expect([url, await ask('media', url, ['audio'])]).toEqual([url, nothing]);
    }
    for (const permission of permissions) {
      expect([permission, await ask(permission, 'app://parley/')]).toEqual([permission, nothing]);
    }
  });

  it('chooses no device, believes no certificate and gives no password', async () => {
    const devices = await app.order('devices');
    expect(devices).toEqual({ granted: false, displayMedia: null, confirmed: false });
    const question = (event: string, values: unknown[]): Promise<unknown> =>
      app.order('question', { id, event, values });
    expect(await question('select-bluetooth-device', [[]])).toEqual({
      prevented: true,
      answers: [['']],
    });
    expect(await question('certificate-error', ['https://x/', 'bad', {}])).toEqual({
      prevented: true,
      answers: [[false]],
    });
    expect(await question('login', [{}, {}])).toEqual({ prevented: true, answers: [[]] });
  });

  it('is served with a policy that has no exceptions, and from its own folder alone', async () => {
    const load = (url: string): Promise<unknown> => app.order('load', url);
    for (const url of ['app://parley/', 'app://parley/nothing.js']) {
      const headers = Reflect.get((await load(url)) as object, 'headers');
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:|wss?:/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
    const main = readdirSync(fileURLToPath(new URL('../../dist/main', import.meta.url)));
    for (const name of main) {
      expect(await load(`app://parley/..%2fmain%2f${name}`)).toMatchObject({ status: 404 });
    }
    for (const url of hostileUrls.filter(canBeRequested)) {
      expect([url, await load(url)]).toMatchObject([url, { status: 404 }]);
    }
  });

  it('gets a port, and nobody else does, on no other channel', async () => {
    const own = { url: 'app://parley/', origin: 'app://parley', isMain: true };
    const page = await app.ask(own);
    expect(page).not.toBe(null);
    expect(await app.ask(null)).toBe(null);
    expect(await app.ask({ ...own, isMain: false })).toBe(null);
    expect(await app.ask({ ...own, origin: 'null' })).toBe(null);
    for (const channel of ['parley', 'parley:port', `${ASK_CHANNEL}2`, 'eval']) {
      expect([channel, await app.ask(own, channel)]).toEqual([channel, null]);
    }
    const asks = async (url: string): Promise<boolean> => (await app.ask({ ...own, url })) !== null;
    expect(await letThrough(hostileUrls, asks)).toEqual([]);
    expect(page?.heard.values.some(({ kind }) => kind === 'close')).toBe(false);
  });

  it('is who opens our links, and opens nothing outside by itself', () => {
    expect(app.view?.protocols).toEqual(['parley']);
    expect(app.view?.opened).toEqual([]);
    expect(app.view?.windows).toHaveLength(1);
  });
});

/** Chromium would make a request of it: an `app:` address without a name and a password. */
function canBeRequested(text: string): boolean {
  const url = text.startsWith('app:') ? URL.parse(text) : null;
  return url !== null && url.username === '' && url.password === '';
}

const permissions = [
  'ar',
  'automatic-fullscreen',
  'background-fetch',
  'background-sync',
  'captured-surface-control',
  'clipboard-read',
  'clipboard-sanitized-write',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'keyboardLock',
  'local-fonts',
  'local-network-access',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'periodic-background-sync',
  'persistent-storage',
  'pointerLock',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'system-wake-lock',
  'top-level-storage-access',
  'unknown',
  'usb',
  'window-management',
];
