import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../core/base/clock.ts';
import { MemoryLog } from '../core/base/log.ts';
import { createKeyRing } from '../core/settings/key-ring.ts';
import { keySlotSchema, mainSlot } from '../core/settings/key-vault.ts';
import { safeStorageVault } from './safe-storage-vault.ts';
import { ScriptedSafeStorage } from './scripted-safe-storage.ts';

const key = 'sk-first-0001';
const other = 'sk-second-0002';
let directory = '';
let storage = new ScriptedSafeStorage();
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-vault-'));
  storage = new ScriptedSafeStorage();
});
afterEach(() => rmSync(directory, { recursive: true }));

const log = new MemoryLog();
const vault = (platform: NodeJS.Platform = 'linux') =>
  safeStorageVault({ storage, platform, dataDirectory: directory, log });
const path = (suffix = '') => join(directory, 'keys', `openai.json${suffix}`);
const text = (suffix = '') => readFileSync(path(suffix), 'utf8');

async function keep(kept: string): Promise<void> {
  await vault().write(mainSlot, kept);
  await vault().settle(mainSlot);
}

function ringOver() {
  return createKeyRing({
    slot: mainSlot,
    environmentKey: undefined,
    vault: vault(),
    clock: new ManualClock(),
    log,
  });
}

describe('the vault over safeStorage', () => {
  it('gives back what it kept, from a file for the user alone that does not hold it', async () => {
    expect(await vault().read(mainSlot)).toEqual({ kind: 'none' });
    await keep(key);
    expect(await vault().read(mainSlot)).toEqual({ kind: 'key', key });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'keys')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(directory, 'keys'))).toEqual(['openai.json']);
    expect(JSON.parse(text())).toMatchObject({ version: 1, backend: 'gnome_libsecret' });
    expect(text()).not.toContain(key);
  });

  it.each([
    ['linux', 'gnome_libsecret', 'strong', 'GNOME Keyring'],
    ['linux', 'kwallet6', 'strong', 'KWallet'],
    ['linux', 'basic_text', 'weak', 'basic_text'],
    ['linux', 'unknown', 'weak', 'unknown'],
    ['darwin', 'unknown', 'strong', 'macOS Keychain'],
    ['win32', 'unknown', 'strong', 'Windows DPAPI'],
  ] as const)(
    'on %s with %s is as strong as it is',
    async (...[platform, backend, strength, name]) => {
      storage.backend = backend;
      expect(await vault(platform).look()).toEqual({ strength, name });
      storage.available = false;
      expect(await vault(platform).look()).toEqual({ strength: 'none', name });
    },
  );

  it('keeps each slot by itself', async () => {
    const second = keySlotSchema.parse('home-server-2');
    await keep(key);
    await vault().write(second, other);
    await vault().erase(mainSlot);
    expect(await vault().read(second)).toEqual({ kind: 'key', key: other });
    expect(() => keySlotSchema.parse('../openai')).toThrow();
    expect(() => keySlotSchema.parse('openai.previous')).toThrow();
  });

  it('undoes a write, and a first one by leaving nothing', async () => {
    await vault().write(mainSlot, key);
    await vault().undo(mainSlot);
    expect(await vault().read(mainSlot)).toEqual({ kind: 'none' });
    await keep(key);
    await vault().write(mainSlot, other);
    expect(existsSync(path('.previous'))).toBe(true);
    await vault().undo(mainSlot);
    expect(await vault().read(mainSlot)).toEqual({ kind: 'key', key });
    expect(existsSync(path('.previous'))).toBe(false);
  });
});

describe('what the vault cannot read', () => {
  it.each([
    ['is no JSON', '{"version":1,'],
    ['is another version', '{"version":2,"backend":"x","ciphertext":"AAAA"}'],
    ['is no base64', '{"version":1,"backend":"gnome_libsecret","ciphertext":"%%%%"}'],
    ['was altered', '{"version":1,"backend":"gnome_libsecret","ciphertext":"AAAA"}'],
    ['is empty', ''],
  ])('stays as it is when it %s', async (_, damaged) => {
    await keep(key);
    writeFileSync(path(), damaged);
    expect(await vault().read(mainSlot)).toEqual({ kind: 'unreadable' });
    expect(text()).toBe(damaged);
  });

  it('stays aside until a new key was read back', async () => {
    await keep(key);
    writeFileSync(path(), 'damaged');
    await vault().write(mainSlot, other);
    expect(text('.previous')).toBe('damaged');
    await vault().undo(mainSlot);
    expect(text()).toBe('damaged');
    const ring = ringOver();
    await ring.set(other, false);
    expect(ring.status).toMatchObject({ place: 'vault', trouble: null });
    expect(existsSync(path('.previous'))).toBe(false);
  });

  it('does not push out an older one that can be read', async () => {
    await keep(key);
    const good = text();
    await vault().write(mainSlot, other);
    // The app died before it could verify, and what it wrote is bad.
    writeFileSync(path(), 'damaged');
    await vault().write(mainSlot, other);
    expect(text('.previous')).toBe(good);
  });

  it('is found again when the app died between putting aside and putting in place', async () => {
    await keep(key);
    const good = text();
    rmSync(path());
    writeFileSync(path('.previous'), good);
    expect(await vault().read(mainSlot)).toEqual({ kind: 'key', key });
  });

  it('was moved when another back end has kept it, and is good again with that one', async () => {
    await keep(key);
    const kept = text();
    for (const backend of ['kwallet6', 'basic_text', 'unknown'] as const) {
      storage.backend = backend;
      expect(await vault().read(mainSlot)).toEqual({ kind: 'moved', by: 'gnome_libsecret' });
    }
    expect(text()).toBe(kept);
    storage.backend = 'gnome_libsecret';
    expect(await vault().read(mainSlot)).toEqual({ kind: 'key', key });
  });

  it('is locked while encryption is not to be had, and unreadable when it fails', async () => {
    await keep(key);
    const kept = text();
    storage.fault = new Error('Error while decrypting the ciphertext.');
    expect(await vault().read(mainSlot)).toEqual({ kind: 'unreadable' });
    storage.available = false;
    expect(await vault().read(mainSlot)).toEqual({ kind: 'locked' });
    expect(text()).toBe(kept);
  });
});

describe('a system with a newer key of its own', () => {
  it('gets ours encrypted anew, once that can be read', async () => {
    await keep(key);
    storage.shouldReEncrypt = true;
    expect(await vault().read(mainSlot)).toEqual({ kind: 'key', key });
    expect(storage.encryptions).toBe(2);
    storage.encryptStringAsync = async () => Buffer.from('gnome_libsecret:other');
    const before = text();
    expect(await vault().read(mainSlot)).toEqual({ kind: 'key', key });
    expect(text()).toBe(before);
  });
});

describe('a disk or a system that refuses', () => {
  it('leaves what was kept when nothing can be encrypted', async () => {
    await keep(key);
    const kept = text();
    storage.fault = new Error('no');
    await expect(vault().write(mainSlot, other)).rejects.toMatchObject({ reason: 'refused' });
    expect(text()).toBe(kept);
  });

  it('leaves what was kept when nothing can be written', async () => {
    await keep(key);
    const kept = text();
    // A folder in the way of the new file stands for any disk that refuses.
    mkdirSync(path('.new'));
    writeFileSync(join(path('.new'), 'x'), '');
    const ring = ringOver();
    await ring.loaded;
    await ring.set(other, false);
    expect(ring.status).toMatchObject({ place: 'memory', trouble: 'not_kept' });
    expect(text()).toBe(kept);
  });

  it('says when it cannot erase', async () => {
    await keep(key);
    mkdirSync(path('.new'));
    await expect(vault().erase(mainSlot)).rejects.toMatchObject({ reason: 'refused' });
  });
});

describe('a ring over the vault', () => {
  it('ends with the last of many decisions', async () => {
    const ring = ringOver();
    const all = [ring.set(key, false), ring.set(other, false), ring.clear(), ring.set(key, false)];
    await Promise.all(all);
    const again = ringOver();
    await again.loaded;
    expect(again.reveal()).toBe(key);
    await Promise.all([ring.set(other, false), ring.clear()]);
    expect(readdirSync(join(directory, 'keys'))).toEqual([]);
  });

  it('keeps nothing weakly without consent', async () => {
    storage.backend = 'basic_text';
    const ring = ringOver();
    await ring.set(key, false);
    expect(existsSync(path())).toBe(false);
    await ring.set(key, true);
    expect(ring.status.place).toBe('vault');
    expect(text()).not.toContain(key);
  });
});
