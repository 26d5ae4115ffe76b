import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Picture, readPng } from '../../../tests/support/png.ts';
import { type TrayState, trayIcon, trayIconFiles } from './tray-icons.ts';

const states: readonly TrayState[] = ['idle', 'listening', 'speaking', 'offline'];

function picture(url: URL): Picture {
  return readPng(readFileSync(url));
}

/** How bright each pixel looks on a white bar, from 0 to 1: what is left of a picture without its colours. */
function tones({ pixels }: Picture): number[] {
  return Array.from({ length: pixels.length / 4 }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(index * 4, index * 4 + 4);
    const tone = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    return 1 - (alpha / 255) * (1 - tone);
  });
}

function difference(one: Picture, other: Picture): number {
  const others = tones(other);
  const all = tones(one).map((tone, index) => Math.abs(tone - (others[index] ?? 0)));
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}

describe.each(['darwin', 'win32', 'linux'] as const)('the tray on %s', (platform) => {
  it('has a picture for every state, in the sizes that its name promises', () => {
    for (const state of states) {
      const files = trayIconFiles(state, platform);
      expect(files[0]).toEqual(trayIcon(state, platform));
      const sizes = files.map((url) => picture(url));
      expect(sizes.every(({ width, height }) => width === height)).toBe(true);
      const wanted = platform === 'darwin' ? [16, 32] : [16, 24, 32];
      expect(sizes.map(({ width }) => width)).toEqual(wanted);
    }
  });

  it('tells the states apart without colour', () => {
    for (const one of states)
      for (const other of states) {
        if (one === other) continue;
        const apart = difference(
          picture(trayIcon(one, platform)),
          picture(trayIcon(other, platform)),
        );
        // Idle and offline differ the least, by a stroke: 0.056 to 0.065.
        expect(apart, `${one} and ${other}`).toBeGreaterThan(0.05);
      }
  });
});

describe('a template', () => {
  it.each(states)('of %s is black, and neither empty nor full', (state) => {
    for (const url of trayIconFiles(state, 'darwin')) {
      expect(url.pathname).toMatch(/Template(@2x)?\.png$/);
      const { pixels } = picture(url);
      const alpha = pixels.filter((_, index) => index % 4 === 3);
      const seen = alpha.filter((value) => value > 127).length / alpha.length;
      expect(seen).toBeGreaterThan(0.1);
      expect(seen).toBeLessThan(0.75);
      expect(pixels.every((value, index) => index % 4 === 3 || value === 0)).toBe(true);
    }
  });
});
