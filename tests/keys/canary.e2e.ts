import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Profile, profileOf } from '../../contract/profiles.ts';
import { type KeySlot, mainSlot } from '../../main/core/settings/key-vault.ts';
import { slotOf } from '../../main/core/settings/profile-slot.ts';
import { readStoredSettings } from '../../main/core/settings/settings-store.ts';
import { systemKeyring } from '../../main/keyring/system-keyring.ts';
import { type CanaryHouse, openCanaryHouse } from './canary-house.ts';
import { CanarySearch, makeCanary } from './canary-search.ts';

const canary = makeCanary();
const patience = { timeout: 40_000 };
const phase = (page: Page, text: string): Promise<void> =>
  page.getByRole('status', { name: 'Session' }).filter({ hasText: text }).waitFor(patience);

/** What was read while the house was lived in: most of it is gone when it is searched. */
interface Evidence {
  /** The heap while the key stood in the field, which shows that it can be found there. */
  readonly heapBefore: readonly string[];
  /** As soon as it was saved, and again when it had been used and refused. */
  readonly heap: readonly string[];
  readonly content: string;
  readonly storage: string;
  readonly sent: readonly string[];
  readonly received: readonly string[];
  readonly exitCode: number | null;
}

describe.runIf(process.platform === 'linux')('a canary key', () => {
  let house: CanaryHouse;
  let seen: Evidence;
  beforeAll(async () => {
    house = await openCanaryHouse(canary);
    seen = await live(house);
  }, 180_000);
  afterAll(() => house?.dispose());

  it('was used and kept, or the search would mean nothing', async () => {
    const { environment } = house.keyring;
    const vault = systemKeyring({ platform: 'linux', environment });
    const profile = profileOf(readStoredSettings(house.data));
    const refused = { ...profile, server: serverAt(house.refusingUrl) };
    expect(await vault.read(slot(refused))).toEqual({ kind: 'key', key: canary });
    // The first host's copy went when the address changed.
    const former = { ...profile, server: serverAt(house.partner.url) };
    expect(await vault.read(slot(former))).toEqual({ kind: 'none' });
    expect(await vault.read(mainSlot)).toEqual({ kind: 'none' });
  });

  it('crossed the bridge inwards only, once for each host', () => {
    const search = new CanarySearch(canary);
    expect(seen.sent.length).toBeGreaterThan(5);
    expect(seen.received.length).toBeGreaterThan(5);
    const inwards = seen.sent.filter((frame) => search.through('sent', frame).length > 0);
    expect(inwards.map((frame) => JSON.parse(frame).name)).toEqual(['key.set', 'key.set']);
    for (const frame of seen.received) expect(search.through('received', frame)).toEqual([]);
  });

  it('is not in the heap of the page, its document or its storage', () => {
    const search = new CanarySearch(canary);
    const before = seen.heapBefore.filter((text) => search.through('field', text).length > 0);
    expect(before.length).toBeGreaterThan(0);
    expect(seen.heap.length).toBeGreaterThan(1000);
    const found = seen.heap.filter((text) => search.through('heap', text).length > 0);
    expect(found).toEqual([]);
    expect(search.through('document', seen.content)).toEqual([]);
    expect(search.through('storage', seen.storage)).toEqual([]);
  });

  it('is in no file of the app, and in none of the keyring as it is', () => {
    const search = new CanarySearch(canary);
    expect(search.throughFiles(house.data)).toBeGreaterThanOrEqual(3);
    expect(search.throughFiles(house.keyring.directory)).toBeGreaterThanOrEqual(2);
    expect(search.finds).toEqual([]);
  });

  it('is neither in what the host wrote nor in its crash log, which was written', () => {
    expect(seen.exitCode).toBe(1);
    const names = readdirSync(join(house.data, 'crashes'));
    expect(names).toHaveLength(1);
    const crash = readFileSync(join(house.data, 'crashes', names[0] ?? ''), 'utf8');
    expect(crash).toContain('Planted: …');
    expect(crash).toContain('crash-on-message.ts');
    expect(readFileSync(join(house.data, 'logs', 'parley.log'), 'utf8')).toContain('Planted: …');
    expect(house.host.output()).toContain('Planted: …');
    const search = new CanarySearch(canary);
    expect(search.through('output', house.host.output())).toEqual([]);
  });

  it('was in no arguments and no environment of any process of ours', () => {
    const search = new CanarySearch(canary);
    const processes = house.host.processes();
    // The keyring is asked in processes of their own, and at least one was caught.
    expect(processes.some(({ commandLine }) => /keyring.child/.test(commandLine))).toBe(true);
    for (const { pid, commandLine, environment } of processes) {
      search.through(`arguments of ${pid}`, commandLine);
      search.through(`environment of ${pid}`, environment);
    }
    expect(search.finds).toEqual([]);
  });
});

function serverAt(url: string): Profile['server'] {
  return { kind: 'custom', url, auth: 'bearer' };
}

function slot(profile: Profile): KeySlot {
  const found = slotOf(profile);
  if (found === null) throw new Error('The profile has no key.');
  return found;
}

/** A learner's life with a key: typed in, checked, used, refused elsewhere; then all crashes. */
async function live({ page, host, watch, refusingUrl, partner }: CanaryHouse): Promise<Evidence> {
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const answered = (text: string | RegExp): Promise<void> =>
    settings.getByRole('status').filter({ hasText: text }).waitFor(patience);
  const check = settings.getByRole('button', { name: 'Check key' });
  await page.getByRole('button', { name: 'Settings' }).click();
  const field = settings.getByLabel('API key of this server');
  await field.click();
  // Through the browser's own input: what a script fills in would lie in the page's memory by it.
  await page.keyboard.type(canary);
  const heapBefore = await watch.heapStrings();
  await settings.getByRole('button', { name: 'Save key' }).click();
  await settings.getByText('kept in Secret Service').waitFor(patience);
  const heapSaved = await watch.heapStrings();
  await check.click();
  await answered(`${new URL(partner.url).host} accepts the key.`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Hold to talk', exact: true }).click();
  await phase(page, 'Idle');
  await page.getByRole('textbox', { name: 'Type what you want to say' }).fill('Good morning!');
  await page.keyboard.press('Enter');
  await phase(page, 'Speaking');
  await page.getByRole('button', { name: 'End' }).first().click();
  await phase(page, 'Offline');

  await page.getByRole('button', { name: 'Settings' }).click();
  await settings.getByLabel('Address of the server').fill(refusingUrl);
  await page.keyboard.press('Enter');
  // The key does not follow to another host: it is entered for that one anew.
  await settings.getByText('No key is configured.').waitFor(patience);
  await field.click();
  await page.keyboard.type(canary);
  await settings.getByRole('button', { name: 'Save key' }).click();
  await settings.getByText('kept in Secret Service').waitFor(patience);
  await check.click();
  await answered('The API key was not accepted.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page.getByRole('alert').filter({ hasText: 'key' }).first().waitFor(patience);

  const heap = [...heapSaved, ...(await watch.heapStrings())];
  const content = await page.content();
  const storage = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  const exitCode = await host.crash(canary);
  const { sent, received } = watch;
  return { heapBefore, heap, content, storage, sent, received, exitCode };
}
