import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  defaultSettings,
  type Settings,
  type SettingsPatch,
  settingsSchema,
} from '../../../contract/settings.ts';
import type { Log } from '../base/log.ts';
import { migrateSettings } from './migrate-settings.ts';

const FILE = 'settings.json';

/**
 * The user's settings, in `settings.json` of the data directory. A value that cannot be read is
 * replaced by its default, the others stay; a file that is no JSON is kept beside as
 * `settings.json.damaged`.
 */
export class SettingsStore {
  readonly #path: string;
  readonly #log: Log;
  #current: Settings;

  constructor(directory: string, log: Log) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#path = join(directory, FILE);
    this.#log = log;
    this.#current = this.#read();
  }

  get current(): Settings {
    return this.#current;
  }

  /** Changes and keeps settings. When the disk refuses, they hold until the app quits. */
  change(patch: SettingsPatch): Settings {
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    this.#current = settingsSchema.parse({ ...this.#current, ...Object.fromEntries(given) });
    try {
      const next = `${this.#path}.new`;
      writeFileSync(next, `${JSON.stringify(this.#current, null, 2)}\n`, { mode: 0o600 });
      renameSync(next, this.#path);
    } catch (error) {
      this.#log.error('The settings could not be written', { error: String(error) });
    }
    return this.#current;
  }

  #read(): Settings {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return defaultSettings;
    }
    try {
      return mergeSettings(JSON.parse(text));
    } catch {
      this.#log.error('The settings file is damaged and was put aside', { path: this.#path });
      renameSync(this.#path, `${this.#path}.damaged`);
      return defaultSettings;
    }
  }
}

/** The settings that are kept in `directory`, changing nothing there; the defaults where none are. */
export function readStoredSettings(directory: string): Settings {
  try {
    return mergeSettings(JSON.parse(readFileSync(join(directory, FILE), 'utf8')));
  } catch {
    return defaultSettings;
  }
}

/** Settings from a stored value: what fits is taken, what does not becomes the default. */
export function mergeSettings(stored: unknown): Settings {
  const values = migrateSettings(
    typeof stored === 'object' && stored !== null ? { ...stored } : {},
  );
  const fitting = Object.entries(values).filter(([name, value]) => {
    const field = Object.entries(settingsSchema.shape).find(([known]) => known === name);
    return field?.[1].safeParse(value).success ?? false;
  });
  return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(fitting) });
}
