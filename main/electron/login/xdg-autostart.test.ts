import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { autostartEntry, xdgAutostart } from './xdg-autostart.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'parley-login-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const exec = (program: string): string | undefined =>
  /^Exec=(.*)$/m.exec(autostartEntry(program))?.[1];

it('writes and removes an entry of its own', () => {
  const item = xdgAutostart({
    environment: {},
    home,
    program: '/opt/Parley/parley',
    supported: true,
  });
  const folder = join(home, '.config', 'autostart');
  item.set(false);
  item.set(true);
  item.set(true);
  expect(readdirSync(folder)).toEqual(['parley.desktop']);
  expect(readFileSync(join(folder, 'parley.desktop'), 'utf8')).toContain(
    '\nExec="/opt/Parley/parley" --hidden\n',
  );
  item.set(false);
  expect(readdirSync(folder)).toEqual([]);
});

it('keeps to an absolute XDG_CONFIG_HOME, and names the AppImage itself', () => {
  const environment = { XDG_CONFIG_HOME: join(home, 'c'), APPIMAGE: '/home/me/Parley.AppImage' };
  xdgAutostart({ environment, home, program: '/tmp/.mount/parley', supported: true }).set(true);
  const file = join(home, 'c', 'autostart', 'parley.desktop');
  expect(readFileSync(file, 'utf8')).toContain('Exec="/home/me/Parley.AppImage" --hidden');
  const relative = { XDG_CONFIG_HOME: 'c' };
  xdgAutostart({ environment: relative, home, program: '/p', supported: true }).set(true);
  expect(readdirSync(join(home, '.config', 'autostart'))).toEqual(['parley.desktop']);
});

it('quotes a program as the specification wants it', () => {
  expect(exec('/opt/My App/parley')).toBe('"/opt/My App/parley" --hidden');
  expect(exec('/opt/100%/p')).toBe('"/opt/100%%/p" --hidden');
  expect(exec('/opt/a"b/p')).toBe('"/opt/a\\\\"b/p" --hidden');
  expect(exec('/opt/$HOME`x`/p')).toBe('"/opt/\\\\$HOME\\\\`x\\\\`/p" --hidden');
  expect(exec('/opt/a\\b')).toBe('"/opt/a\\\\\\\\b" --hidden');
  expect(() => autostartEntry('/opt/a\nExec=evil')).toThrow('line break');
});
