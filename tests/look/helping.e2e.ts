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
const status = () => page.getByRole('status', { name: 'Session' });

describe('the control that asks for help', () => {
  const help = () => page.getByRole('button', { name: 'Ask for help' });

  it('is held by its key for as long as that is down, and by the pointer', async () => {
    await open('idle');
    await page.keyboard.down('h');
    await page.keyboard.down('h');
    expect(await help().getAttribute('aria-pressed')).toBe('true');
    expect(await callNames()).toEqual(['help.begin']);
    await page.keyboard.up('h');
    expect(await help().getAttribute('aria-pressed')).toBe('false');
    await help().hover();
    await page.mouse.down();
    await page.mouse.move(10, 10);
    await page.mouse.up();
    const held = ['help.begin', 'help.end'];
    expect(await callNames()).toEqual([...held, ...held]);
  });

  it('lets go when the window loses the focus, and drops the question on Escape', async () => {
    await open('idle');
    await page.keyboard.down('h');
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await page.keyboard.up('h');
    await page.keyboard.down('h');
    await page.keyboard.press('Escape');
    await page.keyboard.up('h');
    const calls = ['help.begin', 'help.end', 'help.begin', 'help.cancel'];
    expect(await callNames()).toEqual(calls);
  });

  it('and the talk control leave the hold to the one that came first', async () => {
    await open('idle');
    await page.keyboard.down('h');
    await page.keyboard.down('Space');
    await page.keyboard.up('Space');
    await page.keyboard.up('h');
    expect(await callNames()).toEqual(['help.begin', 'help.end']);
    await page.keyboard.down('Space');
    await page.keyboard.down('h');
    await page.keyboard.up('h');
    await page.keyboard.up('Space');
    expect((await callNames()).slice(2)).toEqual(['turn.begin', 'turn.end']);
  });

  it('is held in hands-free mode too, is a letter in the field, and is not there offline', async () => {
    await open('handsFree');
    await page.keyboard.press('h');
    expect(await callNames()).toEqual(['help.begin', 'help.end']);
    await page.keyboard.press('/');
    await page.keyboard.type('what');
    expect(await callNames()).toHaveLength(2);
    await open('error');
    await page.keyboard.press('h');
    expect(await help().count()).toBe(0);
    expect(await callNames()).toEqual([]);
  });

  it('says what is going on, and shows the answer in the margin', async () => {
    await open('asking');
    await status().getByText('It stays out of the conversation').waitFor();
    expect(await help().getAttribute('aria-pressed')).toBe('true');
    await open('aside');
    const notes = page.getByRole('article', { name: 'Help' });
    expect(await notes.count()).toBe(2);
    await notes.last().getByText('Yes, the third one too, please.').waitFor();
    await page.evaluate(() =>
      window.look.announce({ name: 'transcript.appended', payload: { id: 'h1', text: ' More.' } }),
    );
    await notes.last().getByText('More.').waitFor();
  });
});

describe('words that are hidden', () => {
  const line = () => page.getByRole('article', { name: 'Stallholder' }).last();

  it('are not in the document, and the place says which key shows them', async () => {
    await open('hidden');
    expect(await page.content()).not.toContain('five pounds');
    await line().getByText('The words are hidden. Press T to show them.').waitFor();
    await page.evaluate(() =>
      window.look.announce({
        name: 'transcript.appended',
        payload: { id: 'p2', text: ' Appended words.' },
      }),
    );
    await page.keyboard.press('t');
    expect(await lastCall()).toEqual({ name: 'hint.raise', input: { item: null } });
    expect(await page.content()).not.toContain('Appended words');
    await line().getByRole('button', { name: 'Show the words' }).click();
    expect(await lastCall()).toEqual({ name: 'hint.raise', input: { item: 'p2' } });
  });

  it('are followed by their meaning, which older lines keep when it was shown', async () => {
    await open('meaning');
    await line().getByText('Two cost £5').waitFor();
    expect(await page.getByRole('button', { name: 'What does it mean?' }).count()).toBe(0);
  });
});
