/** A rectangle in density-independent pixels, as Electron's `Rectangle`. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How large a window is at first and at least, and where it is put when it was nowhere yet. */
export interface WindowShape {
  readonly size: { readonly width: number; readonly height: number };
  readonly least: { readonly width: number; readonly height: number };
  readonly place: 'centre' | 'bottom';
}

/** Between a window that is placed at the bottom and the edge of the work area. */
const BOTTOM_MARGIN = 48;

/** How much of a window must be on a display for the window to belong there. */
const VISIBLE = { width: 80, height: 40 };

/**
 * Bounds that lie within one of the displays there are now. `workAreas` begins with the primary
 * display's; `wanted` is null when nothing is remembered. A window that lies well stays where it is.
 */
export function fitBounds(
  wanted: Area | null,
  workAreas: readonly [Area, ...Area[]],
  shape: WindowShape,
): Area {
  const home = wanted === null ? null : mostCovered(wanted, workAreas);
  const area = home ?? workAreas[0];
  const width = fitLength(wanted?.width ?? shape.size.width, shape.least.width, area.width);
  const height = fitLength(wanted?.height ?? shape.size.height, shape.least.height, area.height);
  if (wanted === null || home === null) return placed({ width, height }, area, shape.place);
  return {
    x: within(wanted.x, area.x, area.x + area.width - width),
    y: within(wanted.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

function placed(size: WindowShape['size'], area: Area, place: WindowShape['place']): Area {
  const below = area.height - size.height;
  const margin = place === 'bottom' ? Math.min(BOTTOM_MARGIN, below) : Math.floor(below / 2);
  return {
    x: area.x + Math.floor((area.width - size.width) / 2),
    y: area.y + below - margin,
    ...size,
  };
}

function mostCovered(wanted: Area, areas: readonly Area[]): Area | null {
  let best: { area: Area; size: number } | null = null;
  for (const area of areas) {
    const width = overlap([wanted.x, wanted.width], [area.x, area.width]);
    const height = overlap([wanted.y, wanted.height], [area.y, area.height]);
    const seen =
      width >= Math.min(VISIBLE.width, wanted.width) &&
      height >= Math.min(VISIBLE.height, wanted.height);
    if (seen && width * height > (best?.size ?? 0)) best = { area, size: width * height };
  }
  return best?.area ?? null;
}

type Span = readonly [start: number, length: number];

function overlap([start, length]: Span, [other, otherLength]: Span): number {
  return Math.min(start + length, other + otherLength) - Math.max(start, other);
}

function fitLength(wanted: number, least: number, most: number): number {
  return Math.min(Math.max(wanted, least), most);
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
