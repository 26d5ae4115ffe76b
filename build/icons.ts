import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import png2icons from 'png2icons';
import { messageOf } from './base/message-of.ts';
import { root } from './base/root.ts';
import { say } from './base/say.ts';
import { findChromium } from './machine/find-chromium.ts';

const SOURCES = join(root, 'build/icons');
const TRAY = join(root, 'main/electron/icons');
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const TRAY_STATES = ['idle', 'listening', 'speaking', 'offline'] as const;

// One drawing, two looks. macOS colours a template by itself and reads its alpha alone; the other systems
// show it as it is, on a bar that may be light or dark: hence paper under the ink.
const TEMPLATE = `
  .rim { fill: none } .disc { fill: none; stroke: #000 } .sign, .live { fill: #000 } .line, .wave { stroke: #000 } .halo { stroke: none }`;
const COLOURED = `
  .rim { fill: #fafbf8 } .disc { fill: #fafbf8; stroke: #1a2228 } .sign { fill: #1a2228 } .line { stroke: #1a2228 }
  .live { fill: #c23b12 } .wave { stroke: #c23b12 } .halo { stroke: #fafbf8; stroke-width: 3.6 }
  svg:has(.live) { background: radial-gradient(circle, #fafbf8 44%, transparent 46%) }`;

/** How a drawing becomes one file. */
interface Drawing {
  readonly svg: string;
  /** Pixels a side. */
  readonly size: number;
  readonly style?: string;
}

/** Draws every icon from its SVG anew. */
async function drawAll(browser: Browser): Promise<void> {
  const mark = readFileSync(join(SOURCES, 'mark.svg'), 'utf8');
  const linux = join(SOURCES, 'linux');
  rmSync(linux, { recursive: true, force: true });
  mkdirSync(linux);
  for (const size of APP_SIZES)
    writeFileSync(join(linux, `${size}x${size}.png`), await draw(browser, { svg: mark, size }));
  const whole = readFileSync(join(linux, '1024x1024.png'));
  writeIcon('icon.ico', png2icons.createICO(whole, png2icons.BICUBIC2, 0, true, true));
  const mac = readFileSync(join(SOURCES, 'mac.svg'), 'utf8');
  const macWhole = await draw(browser, { svg: mac, size: 1024 });
  writeIcon('icon.icns', png2icons.createICNS(macWhole, png2icons.BICUBIC2, 0));
  for (const state of TRAY_STATES) await drawTray(browser, state);
}

async function drawTray(browser: Browser, state: string): Promise<void> {
  const svg = readFileSync(join(SOURCES, 'tray', `${state}.svg`), 'utf8');
  // Electron finds the sharper ones beside the first by these names.
  const scales = [
    ['', 16],
    ['@1.5x', 24],
    ['@2x', 32],
  ] as const;
  for (const [suffix, size] of scales) {
    const coloured = await draw(browser, { svg, size, style: COLOURED });
    writeFileSync(join(TRAY, `tray-${state}${suffix}.png`), coloured);
    if (suffix === '@1.5x') continue;
    const template = await draw(browser, { svg, size, style: TEMPLATE });
    writeFileSync(join(TRAY, `tray-${state}Template${suffix}.png`), template);
  }
}

async function draw(browser: Browser, { svg, size, style = '' }: Drawing): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px } ${style}</style>${svg}`,
  );
  const image = await page.screenshot({ omitBackground: true });
  await page.close();
  return image;
}

function writeIcon(name: string, image: Buffer | null): void {
  if (image === null) throw new Error(`${name} could not be put together`);
  writeFileSync(join(SOURCES, name), image);
}

try {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium: set CHROME_PATH to one');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  await drawAll(browser).finally(() => browser.close());
  say('Drew the icons of build/icons and main/electron/icons.');
} catch (error) {
  say(`The icons were not drawn: ${messageOf(error)}`);
  process.exitCode = 1;
}
