import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { isPill, type Look, looks, openLook } from './look-pages.ts';
import { type LookSite, openLookSite } from './look-site.ts';

const sizes = { wide: { width: 1280, height: 800 }, small: { width: 420, height: 800 } };
const [folder = 'dist/look', ...wanted] = process.argv.slice(2);

/** Where a size is named with it, a look is taken in that size alone: `firstRunKey@wide`. */
function isWanted({ name }: Look, size: string): boolean {
  return wanted.length === 0 || wanted.includes(name) || wanted.includes(`${name}@${size}`);
}

/** Pictures of every look in both themes and two sizes: `node screenshots.ts FOLDER [LOOK…]`. */
async function takeAll(browser: Browser, site: LookSite): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport, colorScheme });
      const take = async (look: Look): Promise<void> => {
        await openLook(page, site, look);
        const path = join(folder, `${look.name}-${size}-${colorScheme}.png`);
        if (isPill(look)) await page.locator('main').screenshot({ path, omitBackground: true });
        else await page.screenshot({ path });
      };
      for (const look of looks) if (isWanted(look, size)) await take(look);
      await page.close();
    }
  }
}

await mkdir(folder, { recursive: true });
const site = await openLookSite();
const browser = await launchBrowser();
await takeAll(browser, site);
await browser.close();
await site.close();
