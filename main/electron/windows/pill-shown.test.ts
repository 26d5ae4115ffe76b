import { expect, it } from 'vitest';
import { phaseSchema } from '../../../contract/session.ts';
import { liesOn, pillMouse } from './pill-mouse.ts';
import { isPillShown } from './pill-shown.ts';

it('shows the pill when it is wanted', () => {
  const live = phaseSchema.options.filter((phase) => phase !== 'offline');
  expect(live.map((phase) => isPillShown('in_session', phase))).toEqual(live.map(() => true));
  expect(isPillShown('in_session', 'offline')).toBe(false);
  expect([isPillShown('always', 'offline'), isPillShown('off', 'speaking')]).toEqual([true, false]);
});

it('knows how the pointer is noticed', () => {
  expect([pillMouse('darwin', {}), pillMouse('win32', {})]).toEqual(['forwarded', 'forwarded']);
  expect(pillMouse('linux', { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' })).toBe('asked');
  expect(pillMouse('linux', { XDG_SESSION_TYPE: 'wayland' })).toBe('taken');
  expect(pillMouse('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe('taken');
});

it('knows what lies on an area', () => {
  const area = { x: 10, y: -5, width: 4, height: 2 };
  expect([liesOn({ x: 10, y: -5 }, area), liesOn({ x: 13, y: -4 }, area)]).toEqual([true, true]);
  for (const [x, y] of [
    [9, -5],
    [14, -5],
    [10, -6],
    [10, -3],
  ] as const) {
    expect(liesOn({ x, y }, area)).toBe(false);
  }
});
