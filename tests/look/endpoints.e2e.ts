import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settingsPatchSchema } from '../../contract/settings.ts';
import { launchBrowser } from '../support/browser.ts';
import { openLook } from './look-pages.ts';
import { type LookSite, openLookSite } from './look-site.ts';

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
  page.setDefaultTimeout(6000);
});
afterEach(() => page.context().close());

const open = (query: string): Promise<void> => openLook(page, site, { name: query, query });
const settings = () => page.getByRole('dialog', { name: 'Settings' });
const choice = () => settings().getByLabel('Answered by');
const button = (name: string) => settings().getByRole('button', { name });

/** The last change of settings that the page asked for, as the core would read it. */
async function lastChange() {
  const calls = await page.evaluate(() => window.look.calls);
  const changes = calls.filter(({ name }) => name === 'settings.change');
  return settingsPatchSchema.parse(changes.at(-1)?.input);
}

describe('profiles in the settings', () => {
  it.each([
    ['Azure OpenAI', 'Azure resource'],
    ['LocalAI', 'Address of the server'],
    ['speaches', 'Address of the server'],
    ['Hugging Face speech-to-speech', 'Address of the server'],
    ['A server on this machine', 'Address of the server'],
    ['A server elsewhere', 'API key of this server'],
  ])('are added from the template "%s" and in force at once', async (template, field) => {
    await open('state=idle&dialog=settings');
    await settings().getByLabel('Add a server').selectOption({ label: template });
    await settings().getByLabel(field).waitFor();
    const { profiles, profile } = await lastChange();
    expect(profile).toBe('server-1');
    expect(profiles?.map(({ id }) => id)).toEqual(['automatic', 'partner', 'openai', 'server-1']);
    expect(await choice().inputValue()).toBe('server-1');
  });

  it('are renamed, duplicated without their key, and deleted when that is confirmed', async () => {
    await open('state=ownServer&dialog=settings');
    await settings().getByLabel('Name').fill('In the attic');
    await page.keyboard.press('Enter');
    await choice().getByText('In the attic').waitFor({ state: 'attached' });
    await button('Duplicate').click();
    await expect.poll(() => choice().inputValue()).toBe('server-1');
    expect((await lastChange()).profiles?.at(-1)?.name).toBe('Copy of In the attic');
    await button('Delete server').click();
    await button('Keep it').click();
    expect(await choice().inputValue()).toBe('server-1');
    await button('Delete server').click();
    await settings().getByText('Delete “Copy of In the attic” and forget its key?').waitFor();
    await button('Delete server').click();
    const { profiles, profile } = await lastChange();
    expect(profile).toBe('automatic');
    expect(profiles?.map(({ id }) => id)).toEqual(['automatic', 'partner', 'openai', 'home']);
    expect(await button('Delete server').count()).toBe(0);
  });

  it('take what fits and say what does not', async () => {
    await open('state=ownServer&dialog=settings');
    const address = settings().getByLabel('Address of the server');
    await address.fill('https://voice.example.net');
    await page.keyboard.press('Enter');
    await settings().getByRole('alert').getByText('must begin with ws://').waitFor();
    await settings().getByText('Proxy, certificate, protocol').click();
    await settings().getByLabel('Address of the proxy').fill('http://me:secret@proxy:1');
    await page.keyboard.press('Enter');
    await settings().getByRole('alert').getByText('holds no password').waitFor();
    expect((await page.evaluate(() => window.look.calls)).map(({ name }) => name)).toEqual([]);
    await settings().getByLabel('Longest session (minutes)').fill('30');
    await page.keyboard.press('Enter');
    expect((await lastChange()).profiles?.at(-1)?.longestSession).toBe(30);
    await settings().getByLabel('Certificate authority').fill('');
    await page.keyboard.press('Enter');
    expect((await lastChange()).profiles?.at(-1)?.certificate).toBeNull();
  });

  it('are tried out, and the report says what to do', async () => {
    await open('state=ownServer&dialog=settings');
    await button('Test connection').click();
    await settings().getByRole('status').getByText('voice.example.net can hold a lesson').waitFor();
    const rows = settings().getByRole('listitem');
    expect(await rows.count()).toBe(12);
    await rows.filter({ hasText: 'believes that you heard all of its answer' }).waitFor();
    await settings().getByText('There and back: 38 ms.').waitFor();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

describe('the switch in the control bar', () => {
  it('changes who answers with one choice, and says from when on', async () => {
    await open('state=ownServer');
    const bar = page.getByLabel('Answered by');
    await bar.selectOption({ label: 'OpenAI' });
    expect(await lastChange()).toEqual({ profile: 'openai' });
    await page.getByText('From the next conversation on.').waitFor();
    await bar.selectOption({ label: 'At home' });
    expect(await page.getByText('From the next conversation on.').count()).toBe(0);
  });
});
