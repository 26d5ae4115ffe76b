import type { TrayState } from './tray-menu.ts';

/** A picture as `NativeImage.addRepresentation` takes it: 32-bit BGRA, premultiplied. */
export interface Bitmap {
  readonly pixels: Buffer;
  readonly size: number;
}

type Colour = readonly [red: number, green: number, blue: number];
type Shape = (x: number, y: number) => number;

/** Where a macOS menu bar colours the icon itself, only its shape counts. */
const BLACK: Colour = [0, 0, 0];
/** Readable on light and on dark panels; the second is the page's colour of a live voice. */
const GREY: Colour = [142, 142, 150];
const VOICE: Colour = [226, 88, 46];

const RIM = 0.42;
const LINE = 0.085;

/**
 * The icon of a state, drawn at `size` pixels. Each state has a shape of its own, for those who do
 * not see its colour: a ring, a ring with a dot, a full disc, a crossed ring.
 */
export function drawIcon(state: TrayState, size: number, template: boolean): Bitmap {
  const shape = shapes[state];
  const colour = template ? BLACK : state === 'open' ? VOICE : GREY;
  const pixels = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const cover = shape((column + 0.5) / size - 0.5, (row + 0.5) / size - 0.5);
      // One pixel of blur at the edge, so that small rings stay round.
      const alpha = Math.min(1, Math.max(0, 0.5 - cover * size));
      const [red, green, blue] = colour.map((part) => Math.round(part * alpha));
      pixels.set(
        [blue ?? 0, green ?? 0, red ?? 0, Math.round(255 * alpha)],
        (row * size + column) * 4,
      );
    }
  }
  return { pixels, size };
}

// Signed distances from the edge, in parts of the icon's side: negative is inside.
const disc =
  (radius: number): Shape =>
  (x, y) =>
    Math.hypot(x, y) - radius;
const ring: Shape = (x, y) => Math.abs(Math.hypot(x, y) - RIM + LINE / 2) - LINE / 2;
const stroke: Shape = (x, y) => Math.max(Math.abs(x + y) / Math.SQRT2 - LINE / 2, disc(RIM)(x, y));
const either =
  (one: Shape, other: Shape): Shape =>
  (x, y) =>
    Math.min(one(x, y), other(x, y));

const shapes: Readonly<Record<TrayState, Shape>> = {
  off: ring,
  on: either(ring, disc(0.16)),
  open: disc(RIM),
  muted: either(ring, stroke),
};
