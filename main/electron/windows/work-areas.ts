import { screen } from 'electron';
import type { Area } from './fit-bounds.ts';

/** The displays without their panels and docks, the primary one first. */
export function workAreas(): readonly [Area, ...Area[]] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary.workArea, ...others.map(({ workArea }) => workArea)];
}
