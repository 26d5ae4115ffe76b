import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { lookStates } from '../../renderer/testing/look-states.ts';
import { openLookSite } from './look-site.ts';

const sizes = { wide: { width: 1280, height: 800 }, small: { width: 420, height: 800 } };
const [folder = 'dist/look', ...wanted] = process.argv.slice(2);

/** Pictures of every look in both themes and two sizes: `node screenshots.ts FOLDER [STATE…]`. */
async function takeAll(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const site = await openLookSite();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
  const names = Object.keys(lookStates).filter((name) => wanted.length === 0 || wanted.includes(name));
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport, colorScheme });
      for (const name of names) {
        await page.goto(`${site.origin}/?state=${name}`);
        await page.getByRole('main').waitFor();
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
      }
      await page.close();
    }
  }
  await browser.close();
  await site.close();
}

await takeAll();
