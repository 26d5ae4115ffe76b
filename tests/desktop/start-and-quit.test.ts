import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type DesktopSetup, DesktopUnderTest, windowIn } from './desktop-under-test.ts';

let desktop: DesktopUnderTest | null = null;
afterEach(() => desktop?.dispose());

function start(setup?: DesktopSetup): DesktopUnderTest {
  desktop = new DesktopUnderTest(setup);
  return desktop;
}

describe('the desktop host', () => {
  it('starts with one hardened window and a tray, and quits without a trace', async () => {
    const app = start();
    const view = await app.until((seen) => windowIn(seen, 'main')?.visible);
    expect(view.sandboxed).toBe(true);
    expect(view.schemes).toEqual(['app']);
    expect(view.spelling).toBe(false);
    expect(view.windows).toHaveLength(1);
    const window = await app.window();
    expect(window.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    });
    expect(window.webPreferences.preload).toMatch(/dist\/preload\/preload\.cjs$/);
    expect(window.webRtc).toBe('disable_non_proxied_udp');
    expect(view.tray?.menu.map(({ label }) => label)).toContain('Start session');
    const page = await app.openPage();
    await page.heard.until(({ kind }) => kind === 'event');
    await app.order('click tray', 'Quit Parley');
    expect(await app.exit).toBe(0);
    await page.closed();
    // What Electron's own life ends with: nothing of ours is left.
    expect(app.view?.listeners).toEqual(['app: web-contents-created', 'session: will-download']);
    expect(app.view?.windows).toEqual([]);
    expect(app.log).toBe('');
  });

  it('does not run without its sandbox, where it was installed', async () => {
    const app = start({ packaged: true, sandboxOff: true });
    expect(await app.exit).toBe(1);
    expect(app.view?.windows).toEqual([]);
    expect(app.view?.dialogs[0]?.message).toContain('sandbox');
  });

  it('leaves a second start to the first', async () => {
    const app = start({ firstInstance: false });
    expect(await app.exit).toBe(0);
    expect(app.view).toMatchObject({ windows: [], tray: null, listeners: [] });
  });

  it('starts in the tray with the login, and shows itself when called', async () => {
    const app = start({ argv: ['--hidden'] });
    await app.window();
    await app.until((view) => view.tray?.menu.length);
    expect((await app.window()).visible).toBe(false);
    await app.emit('app', 'second-instance', [], '/', { open: [] });
    await app.until((view) => windowIn(view, 'main')?.visible);
  });

  it('shows itself where there is no tray to start in', async () => {
    const app = start({ argv: ['--hidden'], hasTray: false });
    await app.until((view) => windowIn(view, 'main')?.visible);
    expect(app.view?.tray).toBe(null);
    expect(app.log).toContain('there is no tray');
    const page = await app.openPage();
    const [snapshot] = await page.heard.until(({ kind }) => kind === 'event');
    expect(snapshot).toMatchObject({
      event: { payload: { desktop: { has: { tray: false, pill: true, launchAtLogin: false } } } },
    });
    // Without a tray a closed window could not be found again.
    await app.order('close window', (await app.window()).id);
    expect(await app.exit).toBe(0);
  });

  it('says once where a closed window has gone, and remembers', async () => {
    const app = start();
    const { id } = await app
      .until((view) => windowIn(view, 'main')?.visible)
      .then(() => app.window());
    await app.order('close window', id);
    await app.until((view) => windowIn(view, 'main')?.visible === false);
    expect(app.view?.notes.map(({ title }) => title)).toEqual(['Parley goes on in the tray']);
    await app.order('click note', 'Parley goes on in the tray');
    await app.until((view) => windowIn(view, 'main')?.visible);
    await app.order('close window', id);
    await app.until((view) => windowIn(view, 'main')?.visible === false);
    expect(app.view?.notes).toHaveLength(1);
    await app.order('click tray', 'Show Parley');
    await app.until((view) => windowIn(view, 'main')?.visible);
    const bounds = { x: 50, y: 60, width: 900, height: 700 };
    await app.order('move window', { id, bounds });
    await app.order('click tray', 'Quit Parley');
    await app.exit;
    expect(JSON.parse(readFileSync(join(app.userData, 'window.json'), 'utf8'))).toMatchObject({
      main: { bounds, maximized: false, fullScreen: false },
      toldOfTray: true,
    });
    const again = new DesktopUnderTest({ userData: app.userData, locale: 'zh-TW' });
    try {
      const window = await again.until((view) => windowIn(view, 'main')?.visible);
      expect(windowIn(window, 'main')?.bounds).toEqual(bounds);
      await again.order('close window', (await again.window()).id);
      await again.until((view) => windowIn(view, 'main')?.visible === false);
      expect(again.view?.notes).toEqual([]);
      expect(again.view?.tray?.menu.map(({ label }) => label)).toContain('開始對話');
    } finally {
      await again.dispose();
    }
  });

  it('ends with its window when it is told to', async () => {
    const app = start({ settings: { closeToTray: false } });
    await app.order('close window', (await app.window()).id);
    expect(await app.exit).toBe(0);
    expect(app.view?.notes).toEqual([]);
  });

  it('stays in the dock on macOS, and quits from there', async () => {
    const app = start({ platform: 'darwin', settings: { closeToTray: false } });
    const view = await app.until((seen) => windowIn(seen, 'main')?.visible);
    expect(view.appMenu.map(({ role }) => role)).toEqual(
      expect.arrayContaining(['copy', 'paste', 'hide', 'quit']),
    );
    await app.order('close window', (await app.window()).id);
    await app.until(({ windows }) => windows.length === 0);
    await app.emit('app', 'activate');
    await app.until((seen) => windowIn(seen, 'main')?.visible);
    await app.order('click tray', 'Quit Parley');
    expect(await app.exit).toBe(0);
  });
});
