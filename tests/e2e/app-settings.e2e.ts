import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Emitter } from '../../contract/base/emitter.ts';
import type { DesktopView } from '../../contract/desktop.ts';
import type { Chord } from '../../contract/hotkeys.ts';
import { type DesktopPort, plainDesktop } from '../../main/core/desktop/desktop-port.ts';
import { ScriptedHotkeys } from '../../main/core/hotkeys/scripted-hotkeys.ts';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';

let app: AppUnderTest;
let asked: string[];
let hotkeys: ScriptedHotkeys;
let page: Page;
let dialog: Locator;

beforeEach(async () => {
  hotkeys = new ScriptedHotkeys();
  asked = [];
  app = await startApp({ hotkeys, desktop });
  page = app.page;
  dialog = page.getByRole('dialog', { name: 'Settings' });
});
afterEach(() => app.dispose());

const changes = new Emitter<void>();
const plain = plainDesktop({ platform: 'linux', version: '1.2.3' });
let view: DesktopView = plain.view;
/** A desktop that becomes what a test says. */
const desktop: DesktopPort = {
  ...plain,
  get view() {
    return view;
  },
  onChange: changes.listen,
  checkUpdates: () => void asked.push('check'),
  installUpdate: () => void asked.push('install'),
};

function becomes(more: Partial<DesktopView>): void {
  view = { ...view, ...more };
  changes.emit();
}

const chosen = () => app.core.snapshot().settings.hotkeys;
const open = (): Promise<void> => page.getByRole('button', { name: 'Settings' }).click();

/** Records `chord` for the action of that name. */
async function record(action: string, chord: Chord | null): Promise<void> {
  await dialog.getByRole('button', { name: `Record a key: ${action}` }).click();
  await dialog.getByText('Press the key or the chord now.').waitFor();
  hotkeys.recorded(chord);
  await dialog.getByText('Press the key or the chord now.').waitFor({ state: 'detached' });
}

describe('the keys in the settings', () => {
  it('are recorded, refused where two would have the same, cleared and reset', async () => {
    await page.getByText('Press Right Ctrl anywhere').waitFor();
    await open();
    await record('Talk', { key: 'KeyB', modifiers: ['control', 'alt'] });
    await expect.poll(chosen).toMatchObject({ talk: { key: 'KeyB' } });
    await expect.poll(() => hotkeys.assigned.at(-1)).toMatchObject({ talk: { key: 'KeyB' } });
    await record('One more hint', { key: 'KeyB', modifiers: ['alt', 'control'] });
    await dialog.getByText('Ctrl + Alt + B is already the key of “Talk”.').waitFor();
    expect(chosen()?.hint).toBe(null);
    await record('One more hint', { key: 'KeyC', modifiers: ['control'] });
    await dialog.getByText('Most applications use this one already').waitFor();
    await dialog.getByRole('button', { name: 'Clear the key: Talk' }).click();
    await expect.poll(chosen).toMatchObject({ talk: null, hint: { key: 'KeyC' } });
    await dialog.getByRole('button', { name: 'Back to the default keys' }).click();
    await expect.poll(chosen).toBe(null);
    await page.keyboard.press('Escape');
    await page.getByText('Press Right Ctrl anywhere').waitFor();
  });

  it('end a recording by Escape without closing the dialog, and take no other key meanwhile', async () => {
    await open();
    await dialog.getByRole('button', { name: 'Record a key: Talk' }).click();
    await dialog.getByText('Press the key or the chord now.').waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await dialog.getByText('Press the key or the chord now.').waitFor({ state: 'detached' });
    expect(await dialog.isVisible()).toBe(true);
    expect(chosen()).toBe(null);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('offer only what can be fired here, and say why', async () => {
    hotkeys.become({
      source: 'shortcut',
      can: { hold: false, mouse: false, loneModifier: false, choose: true },
      problem: 'no_portal',
    });
    await open();
    await dialog.getByText('this system does not tell when a key is let go of').waitFor();
    await dialog.getByText('This desktop tells only that a key was pressed').waitFor();
    await record('Talk', { key: 'Mouse4', modifiers: [] });
    await dialog.getByText('Mouse buttons cannot be heard here.').waitFor();
    await record('Talk', { key: 'AltRight', modifiers: [] });
    await dialog.getByText('cannot be heard alone here').waitFor();
    expect(chosen()).toBe(null);
    hotkeys.become({ problem: 'accessibility' });
    await dialog.getByRole('button', { name: 'Ask for the permission' }).click();
    await expect.poll(() => hotkeys.accessRequests).toBe(1);
    hotkeys.become({
      source: 'portal',
      can: { hold: true, mouse: false, loneModifier: false, choose: false },
      problem: null,
      names: { talk: 'Ctrl+Alt+T' },
    });
    await dialog.getByText('Your desktop chooses these keys.').waitFor();
    await dialog.getByText('Ctrl+Alt+T').waitFor();
    expect(await dialog.getByRole('button', { name: /Record a key/ }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page
      .getByRole('dialog', { name: 'Keyboard shortcuts' })
      .getByText('Ctrl+Alt+T')
      .waitFor();
  });
});

describe('the app in the settings', () => {
  afterEach(() => {
    view = plain.view;
  });

  it('offers what its host has, and nothing else', async () => {
    await open();
    await dialog.getByText('Parley 1.2.3').waitFor();
    await dialog.getByText('No telemetry').waitFor();
    const names = ['Subtitles above other windows', 'keeps Parley in the tray', 'when I log in'];
    for (const name of names) expect(await dialog.getByLabel(name).count(), name).toBe(0);
    expect(await dialog.getByRole('button', { name: 'Look for updates' }).count()).toBe(0);
    becomes({ has: { pill: true, tray: true, launchAtLogin: true, notifications: true } });
    for (const name of names) await dialog.getByLabel(name).waitFor();
    await dialog.getByLabel('Subtitles above other windows').selectOption('always');
    await dialog.getByLabel('keeps Parley in the tray').click();
    await dialog.getByLabel('when I log in').click();
    await dialog.getByLabel('Soft sounds').click();
    await expect
      .poll(() => app.core.snapshot().settings)
      .toMatchObject({ pill: 'always', closeToTray: false, launchAtLogin: true, cues: true });
  });

  it('looks for a newer version, and restarts into one that is ready', async () => {
    becomes({ update: { state: 'idle', version: null } });
    await open();
    await dialog.getByRole('button', { name: 'Look for updates' }).click();
    await expect.poll(() => asked).toEqual(['check']);
    becomes({ update: { state: 'loading', version: '2.0.0' } });
    await dialog.getByText('A newer version is being fetched. Version 2.0.0').waitFor();
    expect(await dialog.getByRole('button', { name: 'Look for updates' }).isDisabled()).toBe(true);
    becomes({ update: { state: 'ready', version: '2.0.0' } });
    await dialog.getByRole('button', { name: 'Restart into it' }).click();
    await expect.poll(() => asked).toEqual(['check', 'install']);
    await dialog.getByLabel('Keep Parley up to date').click();
    await expect.poll(() => app.core.snapshot().settings.automaticUpdates).toBe(false);
  });
});
