import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Area, fitBounds, type WindowShape } from './fit-bounds.ts';

const shape: WindowShape = {
  size: { width: 1100, height: 760 },
  least: { width: 420, height: 520 },
  place: 'centre',
};
const screen: Area = { x: 0, y: 25, width: 1920, height: 1055 };
const left: Area = { x: -1280, y: 0, width: 1280, height: 1024 };

describe('fitBounds', () => {
  it('puts a window that was nowhere in the middle, and a pill at the bottom', () => {
    expect(fitBounds(null, [screen], shape)).toEqual({ x: 410, y: 173, width: 1100, height: 760 });
    const pill = { size: { width: 400, height: 100 }, least: { width: 400, height: 100 } };
    expect(fitBounds(null, [screen], { ...pill, place: 'bottom' })).toEqual({
      x: 760,
      y: 932,
      width: 400,
      height: 100,
    });
  });

  it('leaves a window alone that lies well, also on the second display', () => {
    for (const wanted of [
      { x: 100, y: 100, width: 800, height: 600 },
      { x: -1200, y: 10, width: 700, height: 600 },
    ]) {
      expect(fitBounds(wanted, [screen, left], shape)).toEqual(wanted);
    }
  });

  it('brings a window back whose display is gone', () => {
    const wanted = { x: -1200, y: 10, width: 700, height: 600 };
    expect(fitBounds(wanted, [screen], shape)).toEqual({ x: 610, y: 253, width: 700, height: 600 });
  });

  it('pulls in what hangs over an edge, and shrinks what is too large', () => {
    const wanted = { x: 1700, y: -300, width: 4000, height: 700 };
    expect(fitBounds(wanted, [screen], shape)).toEqual({ x: 0, y: 25, width: 1920, height: 700 });
  });

  it('keeps every window on one display', () => {
    const side = fc.integer({ min: 300, max: 4000 });
    const place = fc.integer({ min: -8000, max: 8000 });
    const area = fc.record({ x: place, y: place, width: side, height: side });
    const length = fc.integer({ min: 1, max: 20_000 });
    const wanted = fc.record({ x: place, y: place, width: length, height: length });
    const all = fc.tuple(fc.option(wanted), area, fc.array(area, { maxLength: 3 }));
    fc.assert(
      fc.property(all, ([window, first, more]) => {
        const fitted = fitBounds(window, [first, ...more], shape);
        const inside = [first, ...more].some(
          ({ x, y, width, height }) =>
            fitted.x >= x &&
            fitted.y >= y &&
            fitted.x + fitted.width <= x + width &&
            fitted.y + fitted.height <= y + height,
        );
        expect(inside).toBe(true);
      }),
    );
  });
});
