import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../main/core/base/clock.ts';
import { MemoryLog } from '../../main/core/base/log.ts';
import { createKeyRing, type KeyRing } from '../../main/core/settings/key-ring.ts';
import { mainSlot } from '../../main/core/settings/key-vault.ts';
import { askKeyringProcess } from '../../main/keyring/ask-keyring.ts';
import { systemKeyring } from '../../main/keyring/system-keyring.ts';
import { type PrivateKeyring, startPrivateKeyring } from '../support/private-keyring.ts';
import { processTree } from '../support/process-tree.ts';

const key = 'sk-kept-in-a-real-keyring-0001';
const other = 'sk-another-one-0002';

function vaultIn(environment: Readonly<Record<string, string>>, milliseconds = 20_000) {
  const ask = askKeyringProcess({ environment, milliseconds });
  return systemKeyring({ platform: 'linux', environment, ask });
}

describe.runIf(process.platform === 'linux')('a real keyring', () => {
  let keyring: PrivateKeyring;
  const rings: KeyRing[] = [];
  beforeEach(async () => {
    keyring = await startPrivateKeyring();
  });
  afterEach(async () => {
    await Promise.all(rings.splice(0).map((ring) => ring.close()));
    await keyring.dispose();
  });

  /** A ring as at a start of the app. */
  function ring(patience = 20_000): KeyRing {
    const vault = vaultIn(keyring.environment);
    const made = createKeyRing({
      slot: mainSlot,
      environmentKey: undefined,
      vault,
      clock: systemClock,
      log: new MemoryLog(),
      patience,
    });
    rings.push(made);
    return made;
  }

  it('keeps a key over restarts of the app and of the session, encrypted', async () => {
    await keyring.start(true);
    await ring().set(key, false);
    const again = ring();
    await again.loaded;
    expect(again.reveal()).toBe(key);
    expect(again.status).toMatchObject({
      place: 'vault',
      vault: { strength: 'strong', name: 'Secret Service' },
      trouble: null,
    });
    await keyring.stop();
    await keyring.start(true);
    const later = ring();
    await later.loaded;
    expect(later.reveal()).toBe(key);
    const files = join(keyring.environment.XDG_DATA_HOME ?? '', 'keyrings');
    expect(readdirSync(files).length).toBeGreaterThan(0);
    for (const name of readdirSync(files)) {
      expect(readFileSync(join(files, name), 'latin1')).not.toContain(key);
    }
  });

  it('replaces a key, and leaves nothing behind when it is cleared', async () => {
    await keyring.start(true);
    const first = ring();
    await first.set(key, false);
    await first.set(other, false);
    expect(first.status).toMatchObject({ place: 'vault', trouble: null });
    await first.clear();
    const again = ring();
    await again.loaded;
    expect(again.status).toMatchObject({ configured: false, trouble: null });
    const ask = askKeyringProcess({ environment: keyring.environment });
    expect(await ask({ work: 'read', slot: mainSlot })).toEqual({ kind: 'read', key: null });
  });

  it('that is locked says so, and gives its key when it has been unlocked', async () => {
    await keyring.start(true);
    await ring().set(key, false);
    await keyring.stop();
    await keyring.start(false);
    const locked = ring();
    await locked.loaded;
    expect(locked.status).toMatchObject({ configured: false, trouble: 'locked' });
    await locked.set(other, false);
    expect(locked.status).toMatchObject({ place: 'memory', trouble: 'locked' });
    await keyring.stop();
    await keyring.start(true);
    const again = ring();
    await again.loaded;
    expect(again.reveal()).toBe(key);
  });

  it('that hangs delays nobody, and is heard when it wakes', async () => {
    await keyring.start(true);
    await ring().set(key, false);
    keyring.freeze();
    const waiting = ring(100);
    await waiting.loaded;
    expect(waiting.status).toMatchObject({ configured: false, trouble: 'locked' });
    const answered = new Promise<void>((done) => {
      waiting.onChange(({ place }) => place === 'vault' && done());
    });
    keyring.wake();
    await answered;
    expect(waiting.reveal()).toBe(key);
  });

  it('that hangs for ever is given up, with its process', async () => {
    await keyring.start(true);
    await vaultIn(keyring.environment).write(mainSlot, key);
    keyring.freeze();
    expect(await vaultIn(keyring.environment, 200).read(mainSlot)).toEqual({ kind: 'locked' });
    const left = processTree(process.pid).filter(({ commandLine }) =>
      /keyring.child/.test(commandLine),
    );
    expect(left).toEqual([]);
  });

  it('that is not there leaves the key in memory', async () => {
    const alone = ring();
    await alone.set(key, true);
    expect(alone.status).toMatchObject({
      place: 'memory',
      vault: { strength: 'none', name: 'Secret Service' },
      trouble: null,
    });
  });
});

describe.runIf(process.platform === 'linux')('a machine without a session bus', () => {
  it('has no vault, and says so cleanly', async () => {
    const vault = vaultIn({ PATH: process.env.PATH ?? '', HOME: '/nonexistent' });
    expect(await vault.look()).toEqual({ strength: 'none', name: 'Secret Service' });
    expect(await vault.read(mainSlot)).toEqual({ kind: 'none' });
    await expect(vault.write(mainSlot, key)).rejects.toMatchObject({ reason: 'refused' });
  });
});
