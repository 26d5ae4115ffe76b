import type { Area } from './fit-bounds.ts';

/**
 * How the pill learns that it is pointed at while clicks go through it: the system forwards moves
 * (macOS, Windows); the pointer is asked for (X11); or neither is possible, and it takes every
 * click (Wayland tells nobody where the pointer is).
 */
export type PillMouse = 'forwarded' | 'asked' | 'taken';

export function pillMouse(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): PillMouse {
  if (platform === 'darwin' || platform === 'win32') return 'forwarded';
  const wayland = environment.XDG_SESSION_TYPE === 'wayland' || !!environment.WAYLAND_DISPLAY;
  return wayland ? 'taken' : 'asked';
}

/** Whether a point lies on an area. */
export function liesOn(point: { readonly x: number; readonly y: number }, area: Area): boolean {
  const right = point.x - area.x;
  const down = point.y - area.y;
  return right >= 0 && down >= 0 && right < area.width && down < area.height;
}
