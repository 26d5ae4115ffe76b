import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { loadSynthesizer } from '../../main/partner/speech/synthesizer.ts';
import { speakers } from '../support/speakers.ts';
import { DesktopUnderTest, windowIn } from './desktop-under-test.ts';
import type { StageView } from './electron-double/stage-view.ts';
import { Learner } from './learner.ts';

const reply = 'Good morning! I would like to order some chocolate-covered strawberries.';
let spoken: Int16Array;
beforeAll(async () => {
  spoken = (await loadSynthesizer()).speak(reply, speakers.en).samples;
});
let desktop: DesktopUnderTest;
afterEach(() => desktop.dispose());

async function start(): Promise<{ app: DesktopUnderTest; learner: Learner }> {
  desktop = new DesktopUnderTest({ settings: { scenario: 'strawberries.en' } });
  await desktop.until((view) => windowIn(view, 'main')?.visible);
  const learner = new Learner(await desktop.openPage());
  const { log } = desktop;
  onTestFailed(() => void process.stderr.write(`${learner.whereabouts}\n${log}\n`));
  return { app: desktop, learner };
}

const loads = (view: StageView, page: 'main' | 'pill'): number => windowIn(view, page)?.loads ?? 0;

/** A whole turn: the key of the page down, words, the key up, the answer heard out. */
async function turn(learner: Learner): Promise<void> {
  const { frames } = learner;
  await learner.page.bridge.call('turn.begin', {});
  await learner.until(({ microphone }) => microphone !== null);
  await learner.speak(spoken);
  await learner.page.bridge.call('turn.end', {});
  await learner.until((now) => now.frames > frames && now.settled);
}

/** A turn in writing, and its answer heard out. */
async function write(learner: Learner, text: string): Promise<void> {
  const { frames } = learner;
  await learner.page.bridge.call('turn.text', { text });
  await learner.until((now) => now.frames > frames && now.settled);
}

const wordsOf = (learner: Learner): string[] =>
  learner.transcript.map((item) => (item.kind === 'tool' ? item.name : item.text));

/** The partner listens and speaks for real, which a loaded machine takes its time over. */
const patience = 120_000;

describe('a conversation in the desktop app', { timeout: patience }, () => {
  it('is held over the port, from the first word to the answer', async () => {
    const { app, learner } = await start();
    await learner.start();
    const opening = learner.frames;
    expect(opening).toBeGreaterThan(10);
    await turn(learner);
    expect(learner.frames).toBeGreaterThan(opening + 10);
    const said = learner.transcript.find(
      (item) => item.kind === 'message' && item.speaker === 'learner',
    );
    expect(said).toMatchObject({ text: reply, spoken: true, status: 'final' });
    await app.until(({ tray }) => tray?.tooltip === 'Parley – Ready');
    await app.order('click tray', 'Quit Parley');
    expect(await app.exit).toBe(0);
  });

  it('is led by the global key, from any application, until the machine sleeps', async () => {
    const { app, learner } = await start();
    await learner.start();
    const [helper] = (await app.until(({ helpers }) => helpers[0]?.told.length)).helpers;
    expect(helper?.entry).toMatch(/dist\/main\/hook-child\.js$/);
    expect(helper?.environment).toContain('DISPLAY');
    expect(helper?.environment).not.toContain('OPENAI_API_KEY');
    await app.order('close window', (await app.window()).id);
    const key = (down: boolean): Promise<unknown> =>
      app.order('key', { code: 'ControlRight', down });
    const { frames } = learner;
    await key(true);
    await learner.until(({ microphone }) => microphone !== null);
    await app.until(({ tray }) => tray?.picture.startsWith('tray-listening'));
    await learner.speak(spoken);
    await key(false);
    await learner.until((now) => now.frames > frames && now.settled);
    expect(wordsOf(learner)).toContain(reply);
    for (const event of ['suspend', 'lock-screen', 'shutdown']) {
      await key(true);
      await learner.until(({ microphone }) => microphone !== null);
      await app.emit('powerMonitor', event);
      await learner.until((now) => now.microphone === null && now.session?.phase === 'idle');
      await key(false);
    }
    await key(true);
    await learner.until(({ microphone }) => microphone !== null);
    await app.order('listener dies', 1);
    await learner.until(({ microphone }) => microphone === null);
    await app.until(({ helpers }) => helpers.length === 2);
    await app.order('click tray', 'Quit Parley');
    expect(await app.exit).toBe(0);
    expect(app.view?.helpers.map(({ ended }) => ended)).toEqual([true, true]);
    expect(app.log).not.toContain('before everything was given back');
  });

  it('goes on when the page crashes, and lets go of the open turn', async () => {
    const { app, learner } = await start();
    await learner.start();
    await write(learner, reply);
    const before = wordsOf(learner);
    await learner.page.bridge.call('turn.begin', {});
    await learner.until(({ microphone }) => microphone !== null);
    const { id } = await app.window();
    // As a crash may be: nobody closes the page's port.
    await app.order('crash', { id, reason: 'crashed' });
    await app.until((view) => loads(view, 'main') === 2);
    await learner.page.closed();
    expect(app.log).toContain('page-gone');
    const [crash] = readdirSync(join(app.userData, 'crashes'));
    expect(crash).toContain('page-gone');
    const again = new Learner(await app.openPage());
    await again.until(({ session }) => session?.phase === 'idle');
    expect(again.microphone).toBe(null);
    expect(wordsOf(again)).toEqual(before);
    await write(again, 'That sounds very fair. Yes, I would like to order some.');
    expect(wordsOf(again).length).toBeGreaterThan(before.length);
  });

  it('stops loading a page that keeps crashing, and asks', async () => {
    const { app, learner } = await start();
    await learner.start();
    const { id } = await app.window();
    for (let crash = 0; crash < 4; crash += 1) await app.order('crash', { id, reason: 'oom' });
    const view = await app.until(({ dialogs }) => dialogs.length === 1);
    expect(loads(view, 'main')).toBe(4);
    expect(view.dialogs[0]?.buttons).toEqual(['Open again', 'Quit Parley']);
    await app.order('answer dialog', 0);
    await app.until((seen) => loads(seen, 'main') === 5);
    const again = new Learner(await app.openPage());
    await again.until(({ session }) => session?.phase === 'idle');
    for (let crash = 0; crash < 3; crash += 1) await app.order('crash', { id, reason: 'oom' });
    await app.until(({ dialogs }) => dialogs.length === 2);
    await app.order('answer dialog', 1);
    expect(await app.exit).toBe(0);
  });

  it('shows the pill with the session, beside the page and without its rights', async () => {
    const { app, learner } = await start();
    expect(windowIn(await app.until(Boolean), 'pill')).toBe(undefined);
    await learner.start();
    const view = await app.until((seen) => windowIn(seen, 'pill')?.visible);
    const pill = await app.window('pill');
    expect(pill.shownBy).toEqual(['showInactive']);
    expect(pill.options).toMatchObject({ frame: false, transparent: true, focusable: false });
    expect([pill.onTop, pill.everywhere, pill.ignoresMouse]).toEqual(['floating', true, 'yes']);
    expect(pill.webPreferences).toEqual(windowIn(view, 'main')?.webPreferences);
    await app.order('move pointer', { x: pill.bounds.x + 5, y: pill.bounds.y + 5 });
    await app.until((seen) => windowIn(seen, 'pill')?.ignoresMouse === 'no');
    await app.order('move pointer', { x: 0, y: 0 });
    await app.until((seen) => windowIn(seen, 'pill')?.ignoresMouse === 'yes');
    const looker = new Learner(await app.openPage('pill'));
    await looker.until(({ session }) => session?.phase === 'idle');
    await learner.page.bridge.call('levels.report', { microphone: 0.5, speaker: 0.25 });
    const heard = await looker.page.heard.until(
      (now) => now.kind === 'event' && now.event.name === 'levels.measured',
    );
    expect(heard.at(-1)).toMatchObject({ event: { payload: { microphone: 0.5, speaker: 0.25 } } });
    const { bridge } = looker.page;
    await expect(bridge.call('session.stop', {})).rejects.toMatchObject({ code: 'forbidden' });
    await app.order('crash', { id: pill.id, reason: 'crashed' });
    await app.until((seen) => loads(seen, 'pill') === 2);
    expect(learner.session?.phase).toBe('idle');
    for (let crash = 0; crash < 3; crash += 1) {
      await app.order('crash', { id: pill.id, reason: 'crashed' });
    }
    await app.until((seen) => windowIn(seen, 'pill') === undefined);
    // Nothing makes it anew, whatever happens in this session; the next one does.
    await learner.page.bridge.call('settings.change', { cues: false });
    await learner.until(({ settings }) => settings?.cues === false);
    expect(windowIn(await app.look(), 'pill')).toBe(undefined);
    await learner.page.bridge.call('session.stop', {});
    await learner.start();
    await app.until((seen) => windowIn(seen, 'pill')?.visible);
    await app.order('set displays', [{ x: 0, y: 0, width: 800, height: 600 }]);
    await app.until((seen) => (windowIn(seen, 'pill')?.bounds.y ?? 999) < 500);
    await learner.page.bridge.call('session.stop', {});
    await app.until((seen) => windowIn(seen, 'pill')?.visible === false);
    await app.order('click tray', 'Show the subtitle pill');
    await learner.until(({ settings }) => settings?.pill === 'off');
  });
});
