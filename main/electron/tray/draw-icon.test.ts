import { expect, it } from 'vitest';
import { drawIcon } from './draw-icon.ts';

const states = ['off', 'on', 'open', 'muted'] as const;
const alphaAt = (state: (typeof states)[number], x: number, y: number): number => {
  const { pixels, size } = drawIcon(state, 32, false);
  return pixels[(y * size + x) * 4 + 3] ?? -1;
};

it('draws each state as a shape of its own', () => {
  const templates = states.map((state) => drawIcon(state, 16, true).pixels.toString('hex'));
  expect(new Set(templates).size).toBe(4);
  expect(states.map((state) => alphaAt(state, 16, 16))).toEqual([0, 255, 255, 255]);
  expect(states.map((state) => alphaAt(state, 9, 16))).toEqual([0, 0, 255, 0]);
  for (const state of states) expect(alphaAt(state, 0, 0)).toBe(0);
});

it('leaves the colour of a template to the system, and premultiplies', () => {
  const { pixels } = drawIcon('open', 32, true);
  for (let at = 0; at < pixels.length; at += 4) expect(pixels.readUIntBE(at, 3)).toBe(0);
  const coloured = drawIcon('open', 32, false).pixels;
  for (let at = 0; at < coloured.length; at += 4) {
    const alpha = coloured[at + 3] ?? 0;
    for (const part of coloured.subarray(at, at + 3)) expect(part).toBeLessThanOrEqual(alpha);
  }
});
