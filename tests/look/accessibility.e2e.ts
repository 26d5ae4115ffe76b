import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { looks, openLook } from './look-pages.ts';
import { type LookSite, openLookSite } from './look-site.ts';

const sizes = { wide: { width: 1280, height: 800 }, small: { width: 420, height: 800 } };
const patience = 120_000;

describe('every look of the page', () => {
  let site: LookSite;
  let browser: Browser;

  beforeAll(async () => {
    site = await openLookSite();
    browser = await launchBrowser();
  }, patience);

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of Object.entries(sizes)) {
      it(
        `gives axe nothing to complain of, ${size} and ${colorScheme}`,
        async () => {
          // The moving parts are stopped, so that a colour is measured when it has arrived.
          const context = await browser.newContext({
            viewport,
            colorScheme,
            reducedMotion: 'reduce',
          });
          const page = await context.newPage();
          const complaints: string[] = [];
          page.on('console', (message) => {
            if (message.type() === 'error') complaints.push(message.text());
          });
          page.on('pageerror', (error) => complaints.push(error.message));
          for (const look of looks) {
            await openLook(page, site, look);
            const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
            for (const { id, nodes } of violations) {
              const where = nodes.map((node) => node.html.slice(0, 160)).join(' | ');
              complaints.push(`${look.name}: ${id}: ${where}`);
            }
            const isWide = await page.evaluate(
              () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
            );
            if (isWide) complaints.push(`${look.name}: wider than the window`);
          }
          expect(complaints).toEqual([]);
          await context.close();
        },
        patience,
      );
    }
  }

  it('would be told of a button without a name', async () => {
    const page = await (await browser.newContext()).newPage();
    await openLook(page, site, { name: 'idle', query: 'state=idle' });
    await page.evaluate(() => {
      const planted = document.createElement('button');
      planted.appendChild(document.createElement('i'));
      document.querySelector('header')?.append(planted);
    });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id }) => id)).toContain('button-name');
    await page.close();
  });
});
