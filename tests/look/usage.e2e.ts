import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLook, openState } from './look-pages.ts';
import type { LookSite } from './look-site.ts';
import { lookStage } from './look-stage.ts';

const stage = lookStage();
let site: LookSite;
let page: Page;
let complaints: string[] = [];

beforeEach(() => {
  ({ page, site } = stage);
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
});

// The policy of the product allows no style that is not in a file.
afterEach(() => expect(complaints).toEqual([]));

const calls = () =>
  page.evaluate(() => window.look.calls.map(({ name, input }) => ({ name, input })));
const button = (name: string) => page.getByRole('button', { name });
const dialog = (name: string) => page.getByRole('dialog', { name });

describe('the meter', () => {
  it('opens on what it costs, and from there on all usage', async () => {
    await openState(page, site, 'cost');
    await button('Cost and tokens: $0.214 so far · next turn about $0.016').click();
    const words = await dialog('What it costs').innerText();
    for (const part of ['$0.035', '87%', '$0.612', '96 seconds, price unknown', 'November 2026']) {
      expect(words).toContain(part);
    }
    await button('All usage').click();
    await dialog('Usage').waitFor();
    expect(await dialog('What it costs').count()).toBe(0);
  });

  it('says free and unknown in words', async () => {
    await openState(page, site, 'idle');
    await button('Cost and tokens: 1,602 tokens · free').waitFor();
    await openState(page, site, 'costUnknown');
    await button('Cost and tokens: 1,602 tokens · price unknown').waitFor();
  });
});

describe('the budget', () => {
  it('is set on the title page, each limit by itself', async () => {
    await openState(page, site, 'emptyPaid');
    await page.getByText('15 minutes cost about $1.20.').waitFor();
    await page.getByLabel('Money limit').selectOption({ label: '$0.50' });
    await page.getByLabel('Time limit').selectOption({ label: 'None' });
    expect((await calls()).map(({ input }) => input)).toEqual([
      { budget: { minutes: 15, dollars: 0.5 } },
      { budget: { minutes: null, dollars: 0.5 } },
    ]);
  });

  it('gives a choice when it is used up, and is silent before', async () => {
    await openState(page, site, 'cost');
    expect(await button('End now').count()).toBe(0);
    await openState(page, site, 'budgetNear');
    await page.getByText('The $0.25 for this lesson is nearly used up.').waitFor();
    expect(await button('End now').count()).toBe(0);
    await openState(page, site, 'budgetReached');
    await page.getByText('The 15 minutes of this lesson are over.').waitFor();
    for (const name of ['Go on, 5 minutes more', 'End after this answer', 'End now']) {
      await button(name).click();
    }
    expect(await calls()).toEqual(
      ['go_on', 'after_answer', 'now'].map((choice) => ({
        name: 'budget.decide',
        input: { choice },
      })),
    );
  });
});

describe('the usage page', () => {
  const openUsage = (state: string): Promise<void> =>
    openLook(page, site, { name: 'usage', query: `state=${state}&dialog=usage` });

  it('draws a bar for each day that has something, and says the same in a table', async () => {
    await openUsage('idle');
    const bars = page.locator('figure rect');
    await bars.first().waitFor({ state: 'attached' });
    const heights = await bars.evaluateAll((all) =>
      all.map((bar) => bar.getBoundingClientRect().height),
    );
    expect(heights).toHaveLength(30);
    expect(heights.filter((height) => height > 0)).toHaveLength(13);
    expect(Math.max(...heights)).toBeGreaterThan(100);
    await page.getByText('The same as a table').click();
    const days = page.getByRole('table', { name: 'By day' }).getByRole('row');
    expect(await days.count()).toBe(1 + 15);
    await page.getByRole('combobox', { name: 'Show' }).selectOption('Tokens');
    await page.getByText(/^Tokens from /).waitFor();
    const models = await page.getByRole('table', { name: 'By model' }).innerText();
    expect(models).toContain('Price unknown');
    expect(models).toContain('gpt-realtime-2.1-mini');
  });

  it('asks for the time that is chosen', async () => {
    await openUsage('idle');
    await page.getByRole('combobox', { name: 'Time' }).selectOption('Last 7 days');
    const asked = (await calls()).filter(({ name }) => name === 'usage.report');
    const { from, to } = (asked.at(-1)?.input ?? {}) as { from: string; to: string };
    expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(6);
  });

  it('hands the rows out as a file', async () => {
    await openUsage('idle');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button('Export as CSV').click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^parley-usage-\d{4}-.*\.csv$/);
    expect(await readFile(await download.path(), 'utf8')).toBe('at,kind\r\n');
  });

  it('deletes only after asking', async () => {
    await openUsage('idle');
    await button('Delete all').click();
    await button('Keep').click();
    await button('Delete all').click();
    expect((await calls()).map(({ name }) => name)).not.toContain('usage.clear');
    await button('Delete').click();
    const names = (await calls()).map(({ name }) => name);
    expect(names.slice(-2)).toEqual(['usage.clear', 'usage.report']);
  });

  it('teaches when there is nothing', async () => {
    await openUsage('empty');
    await page.getByText('Every answer is written down here').waitFor();
    expect(await button('Export as CSV').isDisabled()).toBe(true);
  });
});
