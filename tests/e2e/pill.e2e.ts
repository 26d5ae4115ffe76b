import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { noDesktop } from '../../contract/desktop.ts';
import { type DesktopPort, plainDesktop } from '../../main/core/desktop/desktop-port.ts';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';
import { LEAD_SECONDS } from '../support/spoken-wav.ts';
import { phaseIs, seconds } from '../support/talking.ts';

let app: AppUnderTest | null = null;
afterEach(async () => {
  await app?.dispose();
  app = null;
});

/** A desktop that has a pill, and notes what it is asked to do. */
function desktopWithPill(asked: string[]): DesktopPort {
  return {
    ...plainDesktop({ platform: 'linux', version: '1.0.0' }),
    view: { ...noDesktop, platform: 'linux', has: { ...noDesktop.has, pill: true } },
    showMain: () => void asked.push('show'),
    pillPointed: (pointed) => void asked.push(pointed ? 'pointed' : 'left'),
  };
}

/** Opens the pill in a window of its own: of two tabs, the one behind is hardly ever drawn. */
async function openPill({ page }: AppUnderTest, complaints: string[]): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.evaluate(() => void window.open('about:blank', 'pill', 'popup,width=360,height=72'));
  const pill = await opened;
  await pill.setViewportSize({ width: 360, height: 72 });
  pill.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  pill.on('pageerror', (error) => complaints.push(String(error)));
  await pill.goto(new URL('/pill.html', page.url()).href);
  await pill.getByRole('main').waitFor();
  return pill;
}

/** The largest level that the pill shows over a while, as its style has it. */
function loudest(pill: Page): Promise<number> {
  return pill.evaluate(async () => {
    let most = 0;
    for (let frame = 0; frame < 40; frame += 1) {
      await new Promise(requestAnimationFrame);
      for (const element of document.querySelectorAll<HTMLElement>('[style*="--level"]')) {
        most = Math.max(most, Number(element.style.getPropertyValue('--level')));
      }
    }
    return most;
  });
}

const stateIs = (pill: Page, words: string): Promise<void> =>
  pill.getByRole('status', { name: 'Session' }).filter({ hasText: words }).waitFor();

describe('the pill', () => {
  it('follows a spoken turn: state, words and level', async () => {
    const asked: string[] = [];
    const complaints: string[] = [];
    app = await startApp({
      settings: { pill: 'always', scenario: 'strawberries.en' },
      desktop: desktopWithPill(asked),
    });
    const { page, core } = app;
    const pill = await openPill(app, complaints);
    await stateIs(pill, 'Offline');
    await pill.getByText('Nothing has been said yet.').waitFor();
    await page.keyboard.press('Space');
    await stateIs(pill, 'Speaking');
    expect(await loudest(pill), 'of the partner').toBeGreaterThan(0.2);
    await stateIs(pill, 'Idle');
    const greeting = core.snapshot().transcript.find((item) => item.kind === 'message');
    const words = pill.locator('p[lang=en]');
    await expect.poll(() => words.textContent()).toBe(greeting?.text);
    expect(await words.evaluate((line) => line.dataset.cut)).toBe('true');

    const text = core.snapshot().replies[0]?.text ?? '';
    const spoken = await app.prepare(text);
    await page.keyboard.down('Space');
    await stateIs(pill, 'Listening');
    expect(await words.count(), 'the partner’s words are gone').toBe(0);
    await seconds(LEAD_SECONDS);
    expect(await loudest(pill), 'of the learner').toBeGreaterThan(0.2);
    await seconds(Math.max(0, spoken.seconds - 0.7));
    await page.keyboard.up('Space');
    await stateIs(pill, 'Speaking');
    await stateIs(pill, 'Idle');
    expect(await loudest(pill), 'in silence').toBeLessThan(0.05);

    const { violations } = await new AxeBuilder({ page: pill }).setLegacyMode().analyze();
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    expect(app.complaints).toEqual([]);
  }, 90_000);

  it('shows the main window, tells when it is pointed at, and commands nothing', async () => {
    const asked: string[] = [];
    app = await startApp({ settings: { pill: 'always' }, desktop: desktopWithPill(asked) });
    const { core } = app;
    const pill = await openPill(app, []);
    await pill.mouse.move(180, 36);
    await expect.poll(() => asked).toEqual(['pointed']);
    await pill.mouse.dblclick(180, 36);
    await expect.poll(() => asked).toEqual(['pointed', 'show']);
    await pill.getByRole('button', { name: 'Open Parley' }).click();
    await expect.poll(() => asked).toEqual(['pointed', 'show', 'show']);
    // What the pill's own socket may not say, whatever its page became.
    const answers = await pill.evaluate(async () => {
      const socket = new WebSocket(`ws://${location.host}/bridge/pill`);
      const told: unknown[] = [];
      await new Promise((resolve) => socket.addEventListener('open', resolve));
      const names = ['session.start', 'turn.begin', 'key.clear', 'levels.report'];
      const all = new Promise<void>((resolve) => {
        socket.addEventListener('message', ({ data }) => {
          const message = JSON.parse(String(data));
          if (message.kind !== 'event') told.push(message.failure?.code ?? message);
          if (told.length === names.length) resolve();
        });
      });
      const inputs: Record<string, unknown> = {
        'session.start': { keep: false },
        'levels.report': { microphone: 1, speaker: 1 },
      };
      for (const [id, name] of names.entries()) {
        socket.send(JSON.stringify({ kind: 'call', id, name, input: inputs[name] ?? {} }));
      }
      await all;
      return told;
    });
    expect(answers).toEqual(['forbidden', 'forbidden', 'forbidden', 'forbidden']);
    expect(core.snapshot().session.phase).toBe('offline');
  });

  it('is told no levels when the learner wants no pill', async () => {
    app = await startApp({
      settings: { pill: 'off', scenario: 'strawberries.en' },
      desktop: desktopWithPill([]),
    });
    const { page, core } = app;
    let measured = 0;
    const listening = core.onLevels(() => {
      measured += 1;
    });
    await page.keyboard.press('Space');
    await phaseIs(app, 'speaking');
    await phaseIs(app, 'idle');
    expect(measured).toBe(0);
    await core.handlers['settings.change']({ pill: 'in_session' });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'End', exact: true }).click();
    await page.getByRole('button', { name: 'New conversation' }).click();
    await phaseIs(app, 'speaking');
    await phaseIs(app, 'idle');
    expect(measured).toBeGreaterThan(5);
    listening.dispose();
  });
});
