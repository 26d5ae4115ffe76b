import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LookState } from '../../renderer/testing/look-states.ts';
import { inStyle, openLook } from './look-pages.ts';
import type { LookSite } from './look-site.ts';
import { lookStage } from './look-stage.ts';

const stage = lookStage();
let page: Page;
let site: LookSite;
beforeEach(() => {
  ({ page, site } = stage);
});

const open = (state: LookState): Promise<void> => openLook(page, site, inStyle(state, 'hold'));
const { callNames, lastCall } = stage;
const talk = () => page.getByRole('button', { name: 'Hold to talk', exact: true });
const status = () => page.getByRole('status', { name: 'Session' });

describe('the talk control', () => {
  it('holds a turn for as long as Space is down, whatever the keyboard repeats', async () => {
    await open('idle');
    await page.keyboard.down('Space');
    await page.keyboard.down('Space');
    await page.keyboard.down('Space');
    expect(await talk().getAttribute('aria-pressed')).toBe('true');
    expect(await callNames()).toEqual(['turn.begin']);
    await page.keyboard.up('Space');
    expect(await callNames()).toEqual(['turn.begin', 'turn.end']);
    expect(await talk().getAttribute('aria-pressed')).toBe('false');
  });

  it('is held by the pointer, also when it leaves the control', async () => {
    await open('idle');
    await talk().hover();
    await page.mouse.down();
    await page.mouse.move(10, 10);
    expect(await callNames()).toEqual(['turn.begin']);
    await page.mouse.up();
    expect(await callNames()).toEqual(['turn.begin', 'turn.end']);
  });

  it('is held by Enter and by Space when it has the focus, once each', async () => {
    await open('idle');
    await talk().focus();
    for (const key of ['Enter', 'Space']) await page.keyboard.press(key);
    expect(await callNames()).toEqual(['turn.begin', 'turn.end', 'turn.begin', 'turn.end']);
  });

  it('toggles for a click that has neither key nor pointer', async () => {
    await open('idle');
    const click = () => talk().evaluate((button: HTMLElement) => button.click());
    await click();
    expect(await callNames()).toEqual(['turn.begin', 'turn.latch']);
    await click();
    expect(await callNames()).toEqual(['turn.begin', 'turn.latch', 'turn.end']);
  });

  it('lets go when the window loses the focus', async () => {
    await open('idle');
    await page.keyboard.down('Space');
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    expect(await callNames()).toEqual(['turn.begin', 'turn.end']);
    await page.keyboard.up('Space');
    expect(await callNames()).toEqual(['turn.begin', 'turn.end']);
  });

  it('drops the turn on Escape and stops an answer on the next one', async () => {
    await open('answering');
    await page.keyboard.down('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.up('Space');
    await page.keyboard.press('Escape');
    expect(await callNames()).toEqual(['turn.begin', 'turn.cancel', 'response.stop']);
  });

  it('starts a session from the empty page and lets sound begin', async () => {
    await open('empty');
    await page.keyboard.press('Space');
    expect(await lastCall()).toEqual({ name: 'session.start', input: { keep: false } });
    expect(await page.evaluate(() => window.look.engine.told)).toContain('resume');
  });

  it('goes on with the words that are kept after a lost connection', async () => {
    await open('error');
    await page.getByRole('button', { name: 'Reconnect' }).click();
    expect(await lastCall()).toEqual({ name: 'session.start', input: { keep: true } });
  });

  it('mutes in hands-free mode', async () => {
    await open('handsFree');
    const mute = page.getByRole('button', { name: 'Mute microphone' });
    expect(await mute.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Space');
    expect(await lastCall()).toEqual({ name: 'session.mute', input: { muted: false } });
  });
});

describe('Space elsewhere', () => {
  it('is for talking after a button was clicked, and for a button that was reached by key', async () => {
    await open('idle');
    const end = page.getByRole('button', { name: 'End', exact: true });
    await end.click();
    await page.keyboard.press('Space');
    expect(await callNames()).toEqual(['session.stop', 'turn.begin', 'turn.end']);
    await page.keyboard.press('Tab');
    await end.focus();
    await page.keyboard.press('Space');
    expect(await lastCall()).toEqual({ name: 'session.stop', input: {} });
  });

  it('is a space in the typing field, and nothing while a dialog is open', async () => {
    await open('idle');
    await page.keyboard.press('/');
    await page.keyboard.type('one more');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('s');
    expect(await callNames()).toEqual([]);
    expect(await page.locator('textarea').inputValue()).toBe('one more');
  });
});

describe('typed words', () => {
  const field = () => page.getByRole('textbox', { name: 'Type what you want to say' });

  it('are sent by Enter and broken by Shift and Enter', async () => {
    await open('idle');
    await field().fill('Three,');
    await field().press('Shift+Enter');
    await page.keyboard.type('please.');
    await field().press('Enter');
    expect(await lastCall()).toEqual({ name: 'turn.text', input: { text: 'Three,\nplease.' } });
    await expect.poll(() => field().inputValue()).toBe('');
  });

  it('are not sent by the Enter that ends a composition', async () => {
    await open('idle');
    await field().fill('草莓');
    await field().evaluate((element) => {
      const more = { key: 'Enter', bubbles: true, cancelable: true, isComposing: true };
      element.dispatchEvent(new KeyboardEvent('keydown', more));
    });
    expect(await callNames()).toEqual([]);
  });
});

describe('the transcript', () => {
  it('names its articles by their speakers', async () => {
    await open('toolDone');
    const log = page.getByRole('log', { name: 'Transcript' });
    const names = ['Stallholder', 'You', 'Tool'];
    for (const name of names) await log.getByRole('article', { name }).first().waitFor();
    expect(await log.getByRole('article').count()).toBe(4);
  });

  it('grows by deltas and is busy until the words are whole', async () => {
    await open('answering');
    const log = page.getByRole('log', { name: 'Transcript' });
    expect(await log.getAttribute('aria-busy')).toBe('true');
    await page.evaluate(() =>
      window.look.announce({
        name: 'transcript.appended',
        payload: { id: 'p3', text: ' plenty left.' },
      }),
    );
    await log.getByText('and there are plenty left.').waitFor();
  });

  it('stays where the reader is, and offers the way back', async () => {
    await open('long');
    const scroller = page.getByRole('region', { name: 'Conversation' });
    const fromEnd = () =>
      scroller.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
    await expect.poll(fromEnd).toBeLessThan(2);
    await scroller.hover();
    await page.mouse.wheel(0, -600);
    const back = page.getByRole('button', { name: 'Back to the latest' });
    await back.waitFor();
    const before = await scroller.evaluate((box) => box.scrollTop);
    await page.evaluate(() =>
      window.look.announce({
        name: 'transcript.appended',
        payload: { id: 'm23', text: ' And what else have you got today?'.repeat(20) },
      }),
    );
    await page.getByText('And what else have you got today?').first().waitFor();
    expect(await scroller.evaluate((box) => box.scrollTop)).toBe(before);
    await back.click();
    await expect.poll(fromEnd).toBeLessThan(2);
  });

  it('sends the reply that was meant in place of the one that was heard', async () => {
    await open('heard');
    const article = page.getByRole('article', { name: 'You' });
    await article.getByRole('button', { name: 'How much are they?' }).click();
    expect(await lastCall()).toEqual({
      name: 'turn.correct',
      input: { item: 'l1', text: 'How much are they?' },
    });
  });

  it('says a reply that is clicked', async () => {
    await open('guided');
    await page.getByRole('button', { name: /Two punnets, please\./ }).click();
    expect(await lastCall()).toEqual({
      name: 'turn.text',
      input: { text: 'Two punnets, please.' },
    });
  });

  it('asks before a tool runs: the card has the focus, never its button', async () => {
    await open('tool');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(focused).toBe('place_order');
    await page.keyboard.press('Space');
    expect(await callNames()).toEqual(['turn.begin', 'turn.end']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await lastCall()).toEqual({
      name: 'tool.decide',
      input: { item: 'tool-1', allow: true },
    });
  });
});

describe('the rest of the room', () => {
  it('says the state in words', async () => {
    const states = {
      empty: 'Offline',
      idle: 'Idle',
      listening: 'Listening',
      answering: 'Speaking',
    };
    for (const [state, words] of Object.entries(states)) {
      await open(state as LookState);
      expect(await status().textContent()).toContain(words);
    }
  });

  it('saves a setting at once and follows it', async () => {
    await open('idle');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel('Appearance').selectOption('dark');
    await page.getByLabel('Language of the app').selectOption('zh-Hant');
    await page.getByRole('dialog', { name: '設定' }).waitFor();
    const root = page.locator('html');
    expect(await root.getAttribute('data-theme')).toBe('dark');
    expect(await root.getAttribute('lang')).toBe('zh-Hant');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      '設定',
    );
  });

  it('sends the key once, and forgets it in the field', async () => {
    await open('idle');
    await page.getByRole('button', { name: 'Settings' }).click();
    const key = page.getByLabel('OpenAI API key');
    expect(await key.getAttribute('type')).toBe('password');
    await key.fill('sk-planted-0001');
    await page.getByRole('button', { name: 'Save key' }).click();
    expect(await lastCall()).toEqual({
      name: 'key.set',
      input: { key: 'sk-planted-0001', weak: false },
    });
    await expect.poll(() => key.inputValue()).toBe('');
  });

  it('tells of a lost window and of a notice, which can be dismissed', async () => {
    await open('idle');
    await page.evaluate(() =>
      window.look.announce({
        name: 'notice',
        payload: { failure: { code: 'microphone_refused', text: 'Permission denied.' } },
      }),
    );
    await page.getByRole('button', { name: 'Try the microphone again' }).waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('alert').getByText('microphone').waitFor({ state: 'detached' });
    await page.evaluate(() => window.look.close());
    await page.getByRole('button', { name: 'Reload' }).waitFor();
  });
});
