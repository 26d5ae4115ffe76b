import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KeyStatus } from '../../contract/calls/settings-calls.ts';
import { choiceOf, ownProfile, type Profile } from '../../contract/profiles.ts';
import { defaultSettings } from '../../contract/settings.ts';
import { openLook } from '../look/look-pages.ts';
import { type LookSite, openLookSite } from '../look/look-site.ts';
import { launchBrowser } from '../support/browser.ts';

let site: LookSite;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  site = await openLookSite();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(4000);
  await openLook(page, site, { name: 'settings', query: 'state=idle&dialog=settings' });
});
afterEach(() => page.context().close());

const strong = { strength: 'strong', name: 'GNOME Keyring' } as const;
const none: KeyStatus = { configured: false, place: 'none', vault: strong, trouble: null };
const become = (status: Partial<KeyStatus>): Promise<void> =>
  page.evaluate((payload) => window.look.announce({ name: 'key.changed', payload }), {
    ...none,
    ...status,
  });
const choose = (choice: { profiles?: Profile[]; profile: string }): Promise<void> =>
  page.evaluate((payload) => window.look.announce({ name: 'settings.changed', payload }), {
    ...defaultSettings,
    ...choice,
  });
const own = (auth: 'bearer' | 'none') =>
  choiceOf(ownProfile('mine', { kind: 'custom', url: 'ws://127.0.0.1:9/v1/realtime', auth }));
const calls = () => page.evaluate(() => window.look.calls);
const field = () => page.getByLabel('OpenAI API key');
const button = (name: string) => page.getByRole('button', { name });
const says = (text: string | RegExp) => page.getByRole('dialog').getByText(text).waitFor();

describe('where the key is', () => {
  it.each([
    [{ place: 'vault', configured: true }, 'Configured; kept in GNOME Keyring.'],
    [{ place: 'memory', configured: true }, 'Configured; forgotten when the app quits.'],
    [{ place: 'environment', configured: true }, /by the environment/],
    [
      { place: 'memory', configured: true, vault: { strength: 'none', name: '' } },
      /This machine has no keyring/,
    ],
  ] as const)('is said: %o', async (status, text) => {
    await become(status);
    await says(text);
    expect(await field().isDisabled()).toBe(status.place === 'environment');
    expect(await button('Forget key').count()).toBe(status.place === 'environment' ? 0 : 1);
  });

  it('may be a weak place only for who agrees to it', async () => {
    await become({ vault: { strength: 'weak', name: 'basic_text' } });
    const consent = page.getByRole('checkbox', { name: /only weakly \(basic_text\)/ });
    await field().fill('sk-planted-0001');
    await button('Save key').click();
    await field().fill('sk-planted-0001');
    await consent.check();
    await button('Save key').click();
    const key = 'sk-planted-0001';
    expect(await calls()).toEqual([
      { name: 'key.set', input: { key, weak: false } },
      { name: 'key.set', input: { key, weak: true } },
    ]);
    await become({});
    expect(await consent.count()).toBe(0);
  });
});

describe('what is wrong with a kept key', () => {
  it.each([
    ['locked', /is locked or does not answer/],
    ['unreadable', /cannot be read now\. It was left as it is/],
    ['moved', /by another keyring/],
    ['not_kept', /did not keep the key/],
  ] as const)('is said, with what to do: %s', async (trouble, text) => {
    await become({ trouble });
    await says(text);
    await button('Check key').click();
    await button('Forget key').click();
    expect((await calls()).map(({ name }) => name)).toEqual(['key.check', 'key.clear']);
  });

  it('reads well to those who listen, in both languages', async () => {
    await become({ trouble: 'moved', vault: { strength: 'weak', name: 'basic_text' } });
    const axe = () => new AxeBuilder({ page }).include('dialog').analyze();
    expect((await axe()).violations).toEqual([]);
    await page.getByLabel('Language of the app').selectOption('zh-Hant');
    await page.locator('html[lang="zh-Hant"]').waitFor();
    expect((await axe()).violations).toEqual([]);
  });
});

describe('a check', () => {
  it('is of the typed key, which stays in the field, or of the one that is there', async () => {
    await field().fill('sk-planted-0001');
    await button('Check key').click();
    expect(await field().inputValue()).toBe('sk-planted-0001');
    await field().fill('');
    await become({ configured: true, place: 'vault' });
    await button('Check key').click();
    expect(await calls()).toEqual([
      { name: 'key.check', input: { key: 'sk-planted-0001' } },
      { name: 'key.check', input: { key: null } },
    ]);
  });

  it('is not offered where nobody would be sent the key', async () => {
    await become({ configured: true, place: 'vault' });
    await choose({ profile: 'partner' });
    await says(/is not sent the key/);
    expect(await button('Check key').count()).toBe(0);
    await choose(own('none'));
    await page.getByLabel('Address of the server').waitFor();
    expect(await page.getByLabel(/API key/).count()).toBe(0);
    await choose(own('bearer'));
    await page.getByLabel('API key of this server').waitFor();
    await button('Check key').waitFor();
  });

  it('has nothing to offer without a key', async () => {
    await become({});
    await says('No key is configured.');
    expect(await button('Check key').count()).toBe(0);
    expect(await button('Forget key').count()).toBe(0);
    expect(await button('Save key').isDisabled()).toBe(true);
  });
});
