import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HIDDEN_SWITCH, type LoginItem } from './login-item.ts';

export interface XdgAutostartOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The program; an AppImage's own file goes before it. */
  readonly program: string;
  readonly supported: boolean;
}

/** Autostart on Linux: a file of the Desktop Application Autostart Specification 0.5. */
export function xdgAutostart(options: XdgAutostartOptions): LoginItem {
  const { environment, home, program, supported } = options;
  const base = environment.XDG_CONFIG_HOME ?? '';
  const directory = path.join(
    path.isAbsolute(base) ? base : path.join(home, '.config'),
    'autostart',
  );
  const file = path.join(directory, 'parley.desktop');
  return {
    supported,
    set(enabled) {
      if (!enabled) return rmSync(file, { force: true });
      mkdirSync(directory, { recursive: true });
      writeFileSync(`${file}.new`, autostartEntry(environment.APPIMAGE ?? program));
      renameSync(`${file}.new`, file);
    },
  };
}

/** A desktop entry that starts `program` hidden. */
export function autostartEntry(program: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Parley',
    `Exec=${quoted(program)} ${HIDDEN_SWITCH}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * One argument of an `Exec` line (Desktop Entry Specification 1.5): quoted for the command, then
 * escaped as any string value is. A line break would begin another key, and has no escape there.
 */
function quoted(argument: string): string {
  if (/[\n\r]/.test(argument)) throw new Error('A program with a line break in its name.');
  const command = `"${argument.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  return command.replaceAll('\\', '\\\\');
}
