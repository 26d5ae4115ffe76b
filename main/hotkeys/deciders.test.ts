import { describe, expect, it } from 'vitest';
import { ManualClock } from '../core/base/clock.ts';
import { chooseSource, type SourceChoice } from './choose-source.ts';
import { placesOfDisplay } from './hook/reach-display.ts';
import { hookEnvironment } from './hook-environment.ts';
import { acceleratorOf, portalTriggerOf } from './key-names.ts';
import { busAddress } from './portal/bus-address.ts';
import { pauseAfter } from './restart-policy.ts';
import { StaleKeys } from './stale-keys.ts';

describe('chooseSource', () => {
  const hook: SourceChoice = { kind: 'hook' };
  const portal: SourceChoice = { kind: 'portal', orElse: 'none' };
  it.each<[string, string, NodeJS.ProcessEnv, SourceChoice]>([
    ['Windows', 'win32', {}, hook],
    ['macOS', 'darwin', {}, hook],
    ['X11', 'linux', { DISPLAY: ':0', XDG_SESSION_TYPE: 'x11' }, hook],
    ['X11 of a bare startx', 'linux', { DISPLAY: ':0' }, hook],
    ['Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, portal],
    ['Wayland with an X server', 'linux', { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, portal],
    ['Wayland by its type', 'linux', { DISPLAY: ':0', XDG_SESSION_TYPE: 'wayland' }, portal],
    ['no display', 'linux', {}, { kind: 'none', problem: 'no_display' }],
    [
      'empty names',
      'linux',
      { DISPLAY: '', WAYLAND_DISPLAY: '' },
      { kind: 'none', problem: 'no_display' },
    ],
    [
      'a terminal session',
      'linux',
      { XDG_SESSION_TYPE: 'tty' },
      { kind: 'none', problem: 'no_display' },
    ],
    ['another system', 'freebsd', { DISPLAY: ':0' }, { kind: 'none', problem: 'unsupported' }],
  ])('knows %s', (_what, platform, ...[environment, choice]) => {
    expect(chooseSource({ platform, environment, hasGlobalShortcut: false })).toEqual(choice);
  });

  it('falls back to shortcuts where the host has them, and nowhere else', () => {
    const environment = { WAYLAND_DISPLAY: 'wayland-0' };
    const surroundings = { platform: 'linux', environment, hasGlobalShortcut: true };
    expect(chooseSource(surroundings)).toEqual({ kind: 'portal', orElse: 'shortcut' });
    expect(chooseSource({ ...surroundings, environment: { DISPLAY: ':0' } })).toEqual(hook);
  });
});

describe('names of chords elsewhere', () => {
  it.each([
    ['KeyT', ['control', 'alt'], 'CTRL+ALT+t', 'Control+Alt+T'],
    ['F13', [], 'F13', 'F13'],
    ['Space', ['shift', 'meta'], 'SHIFT+LOGO+space', 'Shift+Meta+Space'],
    ['Digit7', ['alt'], 'ALT+7', 'Alt+7'],
    ['Numpad0', [], 'KP_0', 'num0'],
    ['PageUp', [], 'Page_Up', 'PageUp'],
    ['Pause', [], 'Pause', null],
    ['ControlRight', [], null, null],
    ['Mouse4', [], null, null],
    ['F25', [], null, null],
    ['constructor', [], null, null],
  ] as const)('writes %s with %j', (key, modifiers, ...[trigger, accelerator]) => {
    const chord = { key, modifiers: [...modifiers] };
    expect(portalTriggerOf(chord)).toBe(trigger);
    expect(acceleratorOf(chord)).toBe(accelerator);
  });
});

describe('placesOfDisplay', () => {
  const socket = '/tmp/.X11-unix/X7';
  it.each([
    [':7', [{ path: `\0${socket}` }, { path: socket }]],
    [':7.0', [{ path: `\0${socket}` }, { path: socket }]],
    ['unix:7', [{ path: `\0${socket}` }, { path: socket }]],
    ['localhost:10.0', [{ host: 'localhost', port: 6010 }]],
    ['tcp/10.0.0.1:1', [{ host: '10.0.0.1', port: 6001 }]],
    ['', []],
    ['nonsense', []],
    [':nonsense', []],
    [':99999', []],
  ])('finds %s', (display, places) => {
    expect(placesOfDisplay(display)).toEqual(places);
  });
});

describe('hookEnvironment', () => {
  it('keeps what is needed and nothing else', () => {
    const environment = {
      DISPLAY: ':1',
      PATH: '/bin',
      OPENAI_API_KEY: 'sk-1',
      NODE_OPTIONS: '-r x',
    };
    expect(hookEnvironment(environment)).toEqual({ DISPLAY: ':1', PATH: '/bin' });
  });
});

describe('busAddress', () => {
  it('takes what is named, or else the usual place', () => {
    const XDG_RUNTIME_DIR = '/run/user/1000';
    expect(busAddress({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x', XDG_RUNTIME_DIR })).toBe(
      'unix:path=/x',
    );
    expect(busAddress({ XDG_RUNTIME_DIR })).toBe('unix:path=/run/user/1000/bus');
    expect(busAddress({})).toBeNull();
  });
});

describe('pauseAfter', () => {
  it('is nothing at first, grows, and ends', () => {
    expect([1, 2, 3, 4, 5, 6].map(pauseAfter)).toEqual([0, 100, 500, 2000, 5000, null]);
  });
});

describe('StaleKeys', () => {
  it('swallows a key that goes on repeating, and its up', () => {
    const clock = new ManualClock();
    const stale = new StaleKeys(clock);
    stale.add(['F9']);
    clock.advance(700);
    expect(stale.swallows('F9', true)).toBe(true);
    clock.advance(700);
    expect(stale.swallows('F9', true)).toBe(true);
    expect(stale.swallows('F8', true)).toBe(false);
    expect(stale.swallows('F9', false)).toBe(true);
    expect(stale.swallows('F9', true)).toBe(false);
  });

  it('counts anew from the moment when somebody listens again', () => {
    const clock = new ManualClock();
    const stale = new StaleKeys(clock);
    stale.add(['F9']);
    clock.advance(5000);
    stale.renew();
    clock.advance(799);
    expect(stale.swallows('F9', true)).toBe(true);
    clock.advance(800);
    expect(stale.swallows('F9', true)).toBe(false);
  });
});
