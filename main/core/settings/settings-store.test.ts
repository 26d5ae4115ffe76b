import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../contract/settings.ts';
import { MemoryLog } from '../base/log.ts';
import { mergeSettings, SettingsStore } from './settings-store.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-settings-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const store = (log = new MemoryLog()) => new SettingsStore(directory, log);

describe('the settings', () => {
  it('are there again after a restart, for the user alone', () => {
    store().change({ voice: 'cedar', speed: 0.9 });
    expect(store().current).toEqual({ ...defaultSettings, voice: 'cedar', speed: 0.9 });
    expect(statSync(join(directory, 'settings.json')).mode & 0o077).toBe(0);
  });

  it('keep what can be read when one value cannot', () => {
    const stored = { voice: 'cedar', speed: 99, invented: 1 };
    expect(mergeSettings(stored)).toEqual({ ...defaultSettings, voice: 'cedar' });
    expect(mergeSettings(null)).toEqual(defaultSettings);
  });

  it('put a damaged file aside and say so', () => {
    writeFileSync(join(directory, 'settings.json'), '{"voice": "ced');
    const log = new MemoryLog();
    expect(store(log).current).toEqual(defaultSettings);
    expect(readFileSync(join(directory, 'settings.json.damaged'), 'utf8')).toContain('ced');
    expect(existsSync(join(directory, 'settings.json'))).toBe(false);
    expect(log.lines).toHaveLength(1);
  });

  it('hold until the end when the disk refuses', () => {
    const log = new MemoryLog();
    const settings = store(log);
    rmSync(directory, { recursive: true });
    expect(settings.change({ voice: 'ash' }).voice).toBe('ash');
    expect(settings.current.voice).toBe('ash');
    expect(log.lines[0]?.level).toBe('error');
    directory = mkdtempSync(join(tmpdir(), 'parley-settings-'));
  });
});
