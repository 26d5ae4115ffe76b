import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SettingsPatch } from '../../contract/settings.ts';
import { findScenario } from '../../main/scenarios/registry.ts';
import { DesktopUnderTest, windowIn } from './desktop-under-test.ts';
import { Learner } from './learner.ts';

let desktop: DesktopUnderTest;
afterEach(() => desktop.dispose());

/** The app, shown, with our page connected. */
async function start(setup: ConstructorParameters<typeof DesktopUnderTest>[0] = {}) {
  desktop = new DesktopUnderTest(setup);
  await desktop.until((view) => windowIn(view, 'main')?.visible);
  const learner = new Learner(await desktop.openPage());
  const change = (patch: SettingsPatch) => learner.page.bridge.call('settings.change', patch);
  await learner.until(({ settings }) => settings !== null);
  return { app: desktop, learner, change };
}

const noticesOf = ({ page }: Learner): string[] =>
  page.heard.values.flatMap((heard) =>
    heard.kind === 'event' && heard.event.name === 'notice'
      ? [heard.event.payload.failure.code]
      : [],
  );

describe('links into the app', () => {
  const link = 'parley://scenario/strawberries.es';

  it('choose a scenario, from the first start, from a second one and from macOS', async () => {
    const { app, learner, change } = await start({ argv: ['--x', link] });
    expect(learner.settings?.scenario).toBe('strawberries.es');
    await change({ scenario: null });
    await app.order('close window', (await app.window()).id);
    await app.emit('app', 'second-instance', [link], '/', { open: [link] });
    await learner.until(({ settings }) => settings?.scenario === 'strawberries.es');
    expect((await app.window()).visible).toBe(true);
    await change({ scenario: null });
    expect(await app.emit('app', 'open-url', link)).toBe(true);
    await learner.until(({ settings }) => settings?.scenario === 'strawberries.es');
    expect(noticesOf(learner)).toEqual([]);
  });

  it('open a scenario file, keep it, and say what is wrong with one that is none', async () => {
    const { app, learner } = await start();
    const harbour = { ...findScenario('strawberries.en'), id: 'harbour.en' };
    const good = join(app.userData, 'harbour.parley-scenario');
    writeFileSync(good, JSON.stringify(harbour));
    expect(await app.emit('app', 'open-file', good)).toBe(true);
    await learner.until(({ settings }) => settings?.scenario === 'harbour.en');
    expect(existsSync(join(app.userData, 'scenarios', 'harbour.en.json'))).toBe(true);
    const bad = join(app.userData, 'bad.parley-scenario');
    writeFileSync(bad, '{"id":"evil.en"}');
    await app.emit('app', 'second-instance', [bad], '/', { open: [bad] });
    await learner.until((now) => noticesOf(now).length === 1);
    expect(noticesOf(learner)).toEqual(['invalid_input']);
    // The partner, in its own thread, plays what was opened.
    await learner.start();
    expect(learner.session?.scenario).toBe('harbour.en');
    await app.order('click tray', 'Quit Parley');
    expect(await app.exit).toBe(0);
  });

  it('to what is not there are told of, and to anything else ignored', async () => {
    const { app, learner } = await start();
    await app.emit('app', 'open-url', 'parley://scenario/unknown.en');
    await learner.until((now) => noticesOf(now).length === 1);
    expect(noticesOf(learner)).toEqual(['not_found']);
    for (const url of ['parley://quit', 'https://evil.example/', 'file:///etc/passwd']) {
      await app.emit('app', 'open-url', url);
      await app.emit('app', 'second-instance', [url], '/', { open: [url, '--inspect'] });
    }
    await learner.page.bridge.call('desktop.showMain', {});
    expect(noticesOf(learner)).toEqual(['not_found']);
    expect(learner.settings?.scenario).toBe('strawberries.en');
    expect((await app.look()).opened).toEqual([]);
  });
});

describe('the machine around the page', () => {
  it('starts the app with the login once that is wanted', async () => {
    const config = mkdtempSync(join(tmpdir(), 'parley-config-'));
    const entry = join(config, 'autostart', 'parley.desktop');
    try {
      const environment = { XDG_CONFIG_HOME: config };
      const { change } = await start({ packaged: true, environment });
      expect(existsSync(entry)).toBe(false);
      await change({ launchAtLogin: true });
      expect(readFileSync(entry, 'utf8')).toContain(' --hidden\n');
      await change({ launchAtLogin: false });
      expect(existsSync(entry)).toBe(false);
    } finally {
      rmSync(config, { recursive: true });
    }
  });

  it('opens the one page of the system’s settings that was asked for', async () => {
    const { app, learner } = await start({ platform: 'darwin' });
    await learner.page.bridge.call('desktop.microphoneSettings', {});
    const { opened } = await app.until((view) => view.opened.length > 0);
    expect(opened).toEqual([
      'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
    ]);
  });

  it('speaks the learner’s language at once', async () => {
    const { app, change } = await start();
    await change({ locale: 'zh-Hant' });
    const labels = (await app.until(({ tray }) => tray?.tooltip.includes('沒有對話'))).tray?.menu;
    expect(labels?.map(({ label }) => label)).toContain('結束 Parley');
    expect(app.view?.appMenu.map(({ label }) => label)).toContain('拷貝');
  });

  it('tells of a microphone that fails behind other windows', async () => {
    const { app, learner } = await start();
    await learner.page.bridge.call('session.start', { keep: false });
    await learner.until(({ session }) => session?.phase === 'idle');
    const { id } = await app.window();
    await learner.page.bridge.call('turn.begin', {});
    await app.order('close window', id);
    await learner.page.bridge.call('microphone.report', { failure: 'microphone_refused' });
    await app.until(({ notes }) => notes.some(({ body }) => body.includes('microphone')));
  });

  it('ends a page that hangs, and brings it back', async () => {
    const { app, learner } = await start();
    const { id } = await app.window();
    await app.order('in contents', { id, event: 'unresponsive', values: [] });
    await app.until((view) => windowIn(view, 'main')?.loads === 2);
    await learner.page.closed();
    expect(app.log).toMatch(/page-hung[\s\S]*page-gone/);
  });
});

describe('updates', () => {
  it('wait for the session, and are installed when asked, past the tray', async () => {
    const { app, learner } = await start({ packaged: true });
    const asked = (what: string) => app.until(({ updater }) => updater.includes(what));
    await asked('check');
    await learner.page.bridge.call('session.start', { keep: false });
    await learner.until(({ session }) => session?.phase === 'idle');
    await app.order('server has', '9.0.0');
    await asked('load, by itself: false');
    await app.order('update is loaded');
    await app.until(({ tray }) => tray?.menu.some(({ label }) => label.includes('waits')));
    await learner.page.bridge.call('desktop.installUpdate', {});
    await learner.page.bridge.call('session.stop', {});
    await app.until(({ tray }) => tray?.menu.some(({ label }) => label.includes('Restart into')));
    expect((await app.look()).updater).not.toContain('install');
    expect(await app.order('installs on quit')).toBe(true);
    await app.order('click tray', 'Restart into version 9.0.0');
    expect(await app.exit).toBe(0);
    expect(app.view?.updater.at(-1)).toBe('install');
  });

  it('are not looked for while they are off, nor where the app was not installed', async () => {
    const { app, learner, change } = await start({
      packaged: true,
      settings: { automaticUpdates: false },
    });
    await learner.page.bridge.call('desktop.checkUpdates', {});
    await app.order('click tray', 'Show Parley');
    expect((await app.look()).updater).toEqual([]);
    await change({ automaticUpdates: true });
    await app.until(({ updater }) => updater.length === 1);
    await app.order('server has', '9.0.0');
    await app.until(({ updater }) => updater.length === 2);
    await change({ automaticUpdates: false });
    const { updater } = await app.until((view) => view.updater.includes('cancel'));
    expect(updater).toEqual(['check', 'load, by itself: false', 'cancel']);
    await learner.page.bridge.call('desktop.checkUpdates', {});
    expect((await app.look()).updater).toHaveLength(3);
    expect(await app.order('installs on quit')).toBe(false);
    await app.order('click tray', 'Quit Parley');
    expect(await app.exit).toBe(0);
    await desktop.dispose();
    const bare = await start();
    await bare.learner.page.bridge.call('desktop.checkUpdates', {});
    expect((await bare.app.look()).updater ?? []).toEqual([]);
  });
});
