import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { noDesktop } from '../../contract/desktop.ts';
import { type DesktopPort, plainDesktop } from '../../main/core/desktop/desktop-port.ts';
import { ScriptedHotkeys } from '../../main/core/hotkeys/scripted-hotkeys.ts';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';
import { correlate } from '../support/correlation.ts';
import { heardBy } from '../support/page-tap.ts';
import { spokenSamples } from '../support/speakers.ts';
import { writeSpoken } from '../support/spoken-wav.ts';
import { phaseIs, transcriptOf } from '../support/talking.ts';

let app: AppUnderTest | null = null;
let folder: string | null = null;
afterEach(async () => {
  await app?.dispose();
  app = null;
  if (folder !== null) rmSync(folder, { recursive: true });
  folder = null;
});

const sentence = 'Good morning! I would like four hundred strawberries, please, for Saturday.';
/** Longer than it takes to come to the microphone's test and through it. */
const monologue = Array.from({ length: 6 }, () => sentence).join(' ');

async function microphoneFile(): Promise<string> {
  folder = mkdtempSync(join(tmpdir(), 'parley-first-run-'));
  const wav = join(folder, 'monologue.wav');
  await writeSpoken(wav, monologue);
  return wav;
}

const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next' }).click();
const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name }).waitFor();

/** Says what was measured; nothing is decided by it. */
function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

describe('the first run', () => {
  it('leads from the first window to the first spoken answer', async () => {
    const hotkeys = new ScriptedHotkeys();
    const wav = await microphoneFile();
    app = await startApp({ settings: { introduced: false }, hotkeys, wav });
    const { page, core } = app;
    const began = performance.now();
    await heading(page, 'What do you want to speak?');
    await page.getByLabel('I practise').selectOption('en');
    await page.getByLabel('My own language').selectOption('zh-Hant');
    await page.getByRole('radio', { name: /B1/ }).check();
    await next(page);

    await heading(page, 'Can Parley hear you?');
    await page.getByRole('button', { name: 'Use the microphone' }).click();
    await page.getByText('It hears you.').waitFor();
    const before = (await heardBy(page)).samples.length;
    await page.getByRole('button', { name: 'Record 3 seconds and play them back' }).click();
    await page.getByText('Recording: speak now.').waitFor();
    await page.getByText('This is what Parley heard.').waitFor();
    await page.getByText('That can be understood well.').waitFor();
    const played = (await heardBy(page)).samples.slice(before);
    const from = played.findIndex((sample) => sample !== 0);
    // Two seconds of it: the three are played whole, and silence may follow.
    const part = played.slice(from + 12_000, from + 60_000);
    const said = await spokenSamples(monologue);
    expect(correlate(Float32Array.from(said), part).best).toBeGreaterThanOrEqual(0.95);
    expect(app.told).toEqual([]);
    expect(app.spoken).toEqual([]);
    await next(page);

    await heading(page, 'Try the talk key');
    const cap = page.locator('[data-down]').first();
    hotkeys.press('talk');
    await expect.poll(() => cap.getAttribute('data-down')).toBe('true');
    hotkeys.release('talk');
    await expect.poll(() => cap.getAttribute('data-down')).toBe('false');
    await page.getByText('It works.').waitFor();
    await page.getByRole('button', { name: 'Choose another key' }).click();
    await page.getByText('Press the key or the chord now.').waitFor();
    hotkeys.recorded({ key: 'F9', modifiers: [] });
    await page.getByText('F9', { exact: true }).waitFor();
    // The button that was clicked has the focus still.
    await page.keyboard.press('Space');
    await expect.poll(() => page.getByText('It works.').count()).toBe(2);
    expect(core.snapshot().settings.hotkeys?.talk).toEqual({ key: 'F9', modifiers: [] });
    expect(core.snapshot().session.phase, 'a tried key begins nothing').toBe('offline');
    await next(page);

    await heading(page, 'Who is to answer?');
    expect(await page.getByRole('radio', { name: /offline partner/ }).isChecked()).toBe(true);
    await next(page);

    await heading(page, 'Your first lesson');
    const silentUntil = (await heardBy(page)).samples.length;
    await page.getByRole('button', { name: 'Begin' }).click();
    await phaseIs(app, 'speaking');
    const isLoud = (sample: number): boolean => Math.abs(sample) > 0.02;
    await expect
      .poll(async () => (await heardBy(page)).samples.slice(silentUntil).some(isLoud), {
        timeout: 30_000,
      })
      .toBe(true);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    report(`First window to first spoken answer, by script: ${seconds} s`);
    await transcriptOf(page).getByRole('article').first().waitFor();
    expect(core.snapshot().settings).toMatchObject({
      introduced: true,
      language: 'en',
      nativeLanguage: 'zh-Hant',
      level: 'B1',
      scenario: 'strawberries.en',
    });
    // From now on the key is for talking.
    await phaseIs(app, 'idle');
    hotkeys.press('talk');
    await phaseIs(app, 'listening');
    hotkeys.release('talk');
    expect(app.complaints).toEqual([]);
  }, 120_000);

  it('can be left and come back to, step by step, and stays where it was over a reload', async () => {
    app = await startApp({ settings: { introduced: false } });
    const { page, core } = app;
    const steps = page.getByRole('navigation', { name: 'Steps' });
    await steps.getByRole('button', { name: /Talk key/ }).click();
    await heading(page, 'Try the talk key');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await page.getByText('keys are not heard while another application').waitFor();
    await page.keyboard.down('Space');
    await page.getByText('Now it is down.').waitFor();
    await page.keyboard.up('Space');
    await page.getByText('It works.').waitFor();
    await page.reload();
    await heading(page, 'Try the talk key');
    const current = steps.locator('[aria-current=step]');
    expect(await current.textContent()).toContain('Talk key');
    await page.getByRole('button', { name: 'Back' }).click();
    await heading(page, 'Can Parley hear you?');
    await page.getByRole('button', { name: 'Skip the rest' }).click();
    await page.getByRole('button', { name: 'Hold to talk', exact: true }).waitFor();
    expect(core.snapshot().settings.introduced).toBe(true);

    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Set up again' }).click();
    await heading(page, 'What do you want to speak?');
    expect(core.snapshot().settings.introduced).toBe(false);
  });

  it.each([
    [{ grant: false, fakeDevice: true }, 'The microphone was not allowed.'],
    [{ grant: true, fakeDevice: false }, 'No microphone was found.'],
  ] as const)(
    'explains a microphone that does not come (%o), and goes on',
    async (given, words) => {
      let opened = 0;
      const port: DesktopPort = {
        ...plainDesktop({ platform: 'darwin', version: '1.0.0' }),
        view: { ...noDesktop, platform: 'darwin', has: { ...noDesktop.has, tray: true } },
        openMicrophoneSettings: () => {
          opened += 1;
        },
      };
      const wav = given.fakeDevice ? { wav: await microphoneFile() } : {};
      app = await startApp({ settings: { introduced: false }, desktop: port, ...wav, ...given });
      const { page } = app;
      await next(page);
      await page.getByRole('button', { name: 'Use the microphone' }).click();
      await page.getByText(words).waitFor();
      if (!given.grant) {
        await page.getByRole('button', { name: 'Open the system’s settings' }).click();
        await expect.poll(() => opened).toBe(1);
      }
      await next(page);
      await heading(page, 'Try the talk key');
    },
  );

  it('says what the endpoint answers to a key', async () => {
    app = await startApp({ settings: { introduced: false } });
    const { page, core } = app;
    const steps = page.getByRole('navigation', { name: 'Steps' });
    await steps.getByRole('button', { name: /Who answers/ }).click();
    await page.getByRole('radio', { name: /my OpenAI key/ }).check();
    await page.getByText('Until there is a key, the offline partner answers.').waitFor();
    let answer = { failure: null, host: 'api.example.test' } as Awaited<
      ReturnType<(typeof core.handlers)['key.check']>
    >;
    Object.assign(core.handlers, { 'key.check': () => answer });
    await page.getByLabel('OpenAI API key').fill('sk-planted-0001');
    await page.getByRole('button', { name: 'Save key' }).click();
    await page.getByText('api.example.test accepts this key.').waitFor();
    answer = { failure: { code: 'unauthorized', text: '' }, host: 'api.example.test' };
    await page.getByLabel('OpenAI API key').fill('sk-planted-0002');
    await page.getByRole('button', { name: 'Save key' }).click();
    await page.getByText('The API key was not accepted.').waitFor();
    expect(core.snapshot().settings.endpoint).toEqual({ kind: 'automatic' });
    expect(await page.content()).not.toContain('sk-planted');
  });
});
