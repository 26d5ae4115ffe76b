import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mainSlot } from '../core/settings/key-vault.ts';
import { askKeyringProcess } from './ask-keyring.ts';
import type { KeyringReply, KeyringRequest } from './keyring-message.ts';
import { doKeyringWork, type OpenEntry } from './keyring-work.ts';
import { systemKeyring } from './system-keyring.ts';

/** A keyring as a map; `fault` is thrown by what begins with it, such as `set openai`. */
class ScriptedKeyring {
  readonly entries = new Map<string, string>();
  readonly faults = new Map<string, string>();

  readonly open: OpenEntry = (name) => ({
    getPassword: async () => {
      this.#fail(`get ${name}`);
      return this.entries.get(name) ?? null;
    },
    setPassword: async (password) => {
      this.#fail(`set ${name}`);
      this.entries.set(name, password);
    },
    deleteCredential: async () => {
      this.#fail(`delete ${name}`);
      return this.entries.delete(name);
    },
  });

  #fail(what: string): void {
    const fault = this.faults.get(what);
    if (fault !== undefined) throw new Error(fault);
  }
}

function vaultOver(keyring: ScriptedKeyring, platform: NodeJS.Platform = 'linux') {
  const ask = (request: KeyringRequest) => doKeyringWork(request, async () => keyring.open);
  return systemKeyring({ platform, environment: {}, ask });
}

const dismissed = 'Couldn’t access platform storage: Secret Service: unlock prompt was dismissed';

describe('the system keyring', () => {
  it('keeps, settles, undoes and erases, each slot by itself', async () => {
    const keyring = new ScriptedKeyring();
    keyring.entries.set('other', 'untouched');
    const vault = vaultOver(keyring);
    expect(await vault.read(mainSlot)).toEqual({ kind: 'none' });
    await vault.write(mainSlot, 'first');
    await vault.settle(mainSlot);
    expect(await vault.read(mainSlot)).toEqual({ kind: 'key', key: 'first' });
    await vault.write(mainSlot, 'second');
    expect(keyring.entries.get('openai.previous')).toBe('first');
    await vault.undo(mainSlot);
    expect(await vault.read(mainSlot)).toEqual({ kind: 'key', key: 'first' });
    expect(keyring.entries.has('openai.previous')).toBe(false);
    await vault.write(mainSlot, 'third');
    await vault.erase(mainSlot);
    expect([...keyring.entries.keys()]).toEqual(['other']);
  });

  it('undoes a first write by leaving nothing', async () => {
    const keyring = new ScriptedKeyring();
    const vault = vaultOver(keyring);
    await vault.write(mainSlot, 'first');
    await vault.undo(mainSlot);
    expect(keyring.entries.size).toBe(0);
  });

  it('finds what was put aside when a write was cut off', async () => {
    const keyring = new ScriptedKeyring();
    keyring.entries.set('openai.previous', 'first');
    expect(await vaultOver(keyring).read(mainSlot)).toEqual({ kind: 'key', key: 'first' });
  });

  it('is known by the name that its system gives it', async () => {
    const names = (['linux', 'darwin', 'win32'] as const).map(async (platform) => {
      const view = await vaultOver(new ScriptedKeyring(), platform).look();
      return `${view.strength} ${view.name}`;
    });
    expect(await Promise.all(names)).toEqual([
      'strong Secret Service',
      'strong macOS Keychain',
      'strong Windows Credential Manager',
    ]);
  });

  it('says when it is locked, and loses nothing', async () => {
    const keyring = new ScriptedKeyring();
    keyring.entries.set('openai', 'first');
    for (const what of ['get openai', 'set openai', 'delete openai']) {
      keyring.faults.set(what, dismissed);
    }
    const vault = vaultOver(keyring);
    expect(await vault.read(mainSlot)).toEqual({ kind: 'locked' });
    await expect(vault.write(mainSlot, 'second')).rejects.toMatchObject({ reason: 'locked' });
    await expect(vault.erase(mainSlot)).rejects.toMatchObject({ reason: 'locked' });
    expect(keyring.entries.get('openai')).toBe('first');
  });

  it('is none without a session bus, and refuses to keep', async () => {
    const keyring = new ScriptedKeyring();
    const fault = 'Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled';
    keyring.faults.set('get nothing', fault);
    keyring.faults.set('get openai', fault);
    const vault = vaultOver(keyring);
    expect(await vault.look()).toEqual({ strength: 'none', name: 'Secret Service' });
    expect(await vault.read(mainSlot)).toEqual({ kind: 'none' });
    await expect(vault.write(mainSlot, 'k')).rejects.toMatchObject({ reason: 'refused' });
  });

  it('takes any other trouble for something unreadable', async () => {
    const keyring = new ScriptedKeyring();
    keyring.faults.set('get openai', 'Attribute is ambiguous');
    expect(await vaultOver(keyring).read(mainSlot)).toEqual({ kind: 'unreadable' });
  });

  it('is left alone where the environment says so', async () => {
    const vault = systemKeyring({
      platform: 'linux',
      environment: { PARLEY_NO_KEYRING: '1' },
      ask: () => Promise.reject(new Error('asked')),
    });
    expect(await vault.look()).toEqual({ strength: 'none', name: '' });
    expect(await vault.read(mainSlot)).toEqual({ kind: 'none' });
  });
});

describe('the note of a kept key', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'parley-note-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const vaultWith = (keyring: ScriptedKeyring, dataDirectory = directory) =>
    systemKeyring({
      platform: 'linux',
      environment: {},
      dataDirectory,
      ask: (request) => doKeyringWork(request, async () => keyring.open),
    });

  it('tells of a key that is kept where nobody can be reached now', async () => {
    const keyring = new ScriptedKeyring();
    const vault = vaultWith(keyring);
    await vault.write(mainSlot, 'first');
    expect(readdirSync(directory)).toEqual([]);
    await vault.settle(mainSlot);
    keyring.faults.set('get openai', 'Platform failure: DBus error: no bus');
    expect(await vault.read(mainSlot)).toEqual({ kind: 'moved', by: 'Secret Service' });
    keyring.faults.clear();
    expect(await vault.read(mainSlot)).toEqual({ kind: 'key', key: 'first' });
    expect(readFileSync(join(directory, 'keys', 'openai.keyring'), 'utf8')).toBe(
      'Secret Service\n',
    );
  });

  it('tells of a key that the keyring of now does not have, until it is erased', async () => {
    await vaultWith(new ScriptedKeyring()).settle(mainSlot);
    const another = vaultWith(new ScriptedKeyring());
    expect(await another.read(mainSlot)).toMatchObject({ kind: 'moved' });
    await another.erase(mainSlot);
    expect(await another.read(mainSlot)).toEqual({ kind: 'none' });
  });

  it('costs nothing else where it cannot be written', async () => {
    const keyring = new ScriptedKeyring();
    writeFileSync(join(directory, 'keys'), 'a file in the way');
    const vault = vaultWith(keyring);
    await vault.write(mainSlot, 'first');
    await vault.settle(mainSlot);
    expect(await vault.read(mainSlot)).toEqual({ kind: 'key', key: 'first' });
    await vault.erase(mainSlot);
    expect(await vault.read(mainSlot)).toEqual({ kind: 'none' });
  });
});

describe('the process that asks', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'parley-keyring-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function ask(script: string, milliseconds = 20_000): Promise<KeyringReply> {
    const path = join(directory, 'child.mjs');
    writeFileSync(path, script);
    const environment = { PATH: process.env.PATH, OPENAI_API_KEY: 'sk-environment' };
    return askKeyringProcess({ environment, milliseconds, entry: pathToFileURL(path) })({
      work: 'write',
      slot: mainSlot,
      key: 'sk-canary',
    });
  }

  it('gets the key over the channel, and no key in its arguments or environment', async () => {
    const reply = await ask(`process.once('message', (request) => {
      const seen = JSON.stringify([process.argv, process.execArgv, process.env]);
      const text = request.key + (seen.includes('sk-') ? ' seen' : ' unseen');
      process.send({ kind: 'failed', reason: 'refused', text });
    });`);
    expect(reply).toMatchObject({ text: 'sk-canary unseen' });
  });

  it.each([
    ['that hangs is locked', 'setInterval(() => {}, 1000);', 'locked'],
    ['that blocks for ever is locked', 'for (;;);', 'locked'],
    ['that crashes is absent', 'process.abort();', 'absent'],
    ['that ends is absent', 'process.disconnect();', 'absent'],
    ['whose module is missing is absent', "await import('@napi-rs/gone');", 'absent'],
    ['that talks nonsense has refused', "process.send({ kind: 'x' });", 'refused'],
  ])('%s', async (_, script, reason) => {
    // Only what is to hang has to be waited for.
    const milliseconds = reason === 'locked' ? 300 : 20_000;
    expect(await ask(script, milliseconds)).toMatchObject({ kind: 'failed', reason });
  });
});
