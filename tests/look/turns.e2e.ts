import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { inStyle, openLook, openState } from './look-pages.ts';
import type { LookSite } from './look-site.ts';
import { lookStage } from './look-stage.ts';

const stage = lookStage();
let page: Page;
let site: LookSite;
beforeEach(() => {
  ({ page, site } = stage);
});

const { callNames: calls } = stage;
const mine = () => page.getByRole('article', { name: 'You' });

/** A page whose time is the test's, so that how long a key is down is no matter of luck. */
async function openInOwnTime(): Promise<void> {
  await openLook(page, site, inStyle('idle', 'both'));
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

async function pressFor(milliseconds: number): Promise<void> {
  await page.keyboard.down('Space');
  await page.clock.runFor(milliseconds);
  await page.keyboard.up('Space');
}

/** What the core would say of a turn that nobody holds. */
function latched(isLatched: boolean): Promise<void> {
  return page.evaluate((value) => {
    const session = {
      phase: value ? ('listening' as const) : ('thinking' as const),
      link: { state: 'steady' as const, attempt: 0, retrySeconds: null },
      failure: null,
      mode: 'push_to_talk' as const,
      endpoint: { kind: 'partner' as const, host: '', model: '' },
      scenario: 'strawberries.en',
      muted: false,
      resumable: false,
      hint: 'text' as const,
      helping: false,
      latched: value,
    };
    window.look.announce({ name: 'session.changed', payload: session });
  }, isLatched);
}

describe('one key for tap and hold', () => {
  it('toggles by a tap under 150 ms, says so, and sends by the next press', async () => {
    await openInOwnTime();
    await pressFor(140);
    expect(await calls()).toEqual(['turn.begin', 'turn.latch']);
    await latched(true);
    const control = page.getByRole('button', { name: 'Hold to talk', exact: true });
    expect(await control.getAttribute('data-shape')).toBe('latched');
    expect(await control.getAttribute('aria-pressed')).toBe('true');
    const status = page.getByRole('status', { name: 'Session' });
    await status.getByText('Listening until you press again').waitFor();
    await status.getByText('Press again to send.').waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    expect(await calls()).toHaveLength(2);
    await pressFor(2000);
    expect(await calls()).toEqual(['turn.begin', 'turn.latch', 'turn.end']);
  });

  it('holds when it is down for longer', async () => {
    await openInOwnTime();
    await pressFor(160);
    expect(await calls()).toEqual(['turn.begin', 'turn.end']);
  });

  it('drops a toggled turn on Escape, and begins anew', async () => {
    await openInOwnTime();
    await pressFor(50);
    await page.keyboard.press('Escape');
    await pressFor(300);
    expect(await calls()).toEqual([
      'turn.begin',
      'turn.latch',
      'turn.cancel',
      'turn.begin',
      'turn.end',
    ]);
  });

  it('begins anew after a toggled turn was ended elsewhere', async () => {
    await openInOwnTime();
    await pressFor(50);
    await latched(true);
    await latched(false);
    await pressFor(300);
    expect(await calls()).toEqual(['turn.begin', 'turn.latch', 'turn.begin', 'turn.end']);
  });

  it('sends a turn that a global key has toggled', async () => {
    await openLook(page, site, inStyle('latched', 'both'));
    await page.keyboard.press('Space');
    expect(await calls()).toEqual(['turn.end']);
  });
});

describe('a turn in the transcript', () => {
  it('tells its pauses in words, beside a line of its time', async () => {
    await openState(page, site, 'hesitations');
    await mine().getByText('2 pauses: 1.2 s, 3.4 s').waitFor();
    const parts = await mine()
      .locator('svg rect')
      .evaluateAll((rects) =>
        rects.map((rect) => [rect.getAttribute('x'), rect.getAttribute('width')].map(Number)),
      );
    // Of 1,000: where something was said before, between and behind the pauses of 12.4 s.
    const [, ...spoken] = parts.map((part) => part.map(Math.round));
    expect(spoken).toEqual([
      [0, 169],
      [266, 161],
      [702, 298],
    ]);
  });

  it('has dots under the words that the transcriber was unsure of, and says which they are', async () => {
    await openState(page, site, 'hesitations');
    const doubt = mine().getByTitle('unsure of this word (28% sure)');
    expect(await doubt.textContent()).toBe('come');
    const line = await doubt.evaluate((element) => getComputedStyle(element).textDecorationStyle);
    expect(line).toBe('dotted');
    await mine().getByText('the transcriber was unsure: punnets, come').waitFor();
  });

  it('shows a picture with the words to it as its description', async () => {
    await openState(page, site, 'picture');
    const picture = mine().first().getByRole('img', { name: 'What is the green part called?' });
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(240);
    await mine().last().getByText('Picture (no longer kept)').waitFor();
  });

  it('is answered on demand, where a pause is not', async () => {
    await openState(page, site, 'unanswered');
    await page.getByRole('button', { name: 'Answer now' }).click();
    expect(await calls()).toEqual(['response.ask']);
  });
});

describe('settings of turns', () => {
  it('are saved as they are chosen', async () => {
    await openState(page, site, 'idle');
    await page.getByRole('button', { name: 'Settings' }).click();
    const changes = (): Promise<unknown[]> =>
      page.evaluate(() => window.look.calls.map(({ input }) => input));
    await page.getByLabel('The talk key').selectOption('toggle');
    await page.getByLabel('If you say nothing after an answer').selectOption('15');
    await page.getByLabel('My voice interrupts the answer').uncheck();
    await page.getByLabel('Hands-free, a turn ends').selectOption('semantic_vad');
    await page.getByLabel('Noise that the service removes').selectOption('near_field');
    await page.getByLabel('Keep my mistakes and hesitations').uncheck();
    const silence = {
      kind: 'server_vad',
      threshold: 0.5,
      prefixPaddingMilliseconds: 300,
      silenceMilliseconds: 500,
      idleTimeoutMilliseconds: 15_000,
      createResponse: true,
      interruptResponse: true,
    };
    expect(await changes()).toEqual([
      { talkStyle: 'toggle' },
      { turnDetection: silence },
      { turnDetection: { ...silence, interruptResponse: false } },
      {
        turnDetection: {
          kind: 'semantic_vad',
          eagerness: 'low',
          createResponse: true,
          interruptResponse: false,
        },
      },
      { noiseReduction: 'near_field' },
      { verbatim: false },
    ]);
  });
});
