import { describe, expect, it } from 'vitest';
import type { KeyStatus } from '../../../contract/calls/settings-calls.ts';
import { ManualClock } from '../base/clock.ts';
import { MemoryLog } from '../base/log.ts';
import { createKeyRing } from './key-ring.ts';
import { type KeyVault, mainSlot, noVault, type Reading, readOnlyVault } from './key-vault.ts';
import { ScriptedVault } from './scripted-vault.ts';

const typed = 'sk-typed-0001';
const kept = 'sk-kept-0001';
const fixed = 'sk-environment-0001';

function ringOver(vault: KeyVault, environmentKey?: string) {
  const clock = new ManualClock();
  const log = new MemoryLog();
  const ring = createKeyRing({
    slot: mainSlot,
    environmentKey,
    vault,
    clock,
    log,
    patience: 1000,
  });
  const told: KeyStatus[] = [];
  ring.onChange((status) => told.push(status));
  return { ring, clock, log, told };
}

const places = (told: readonly KeyStatus[]) => told.map(({ place }) => place);

describe('a key ring without a vault', () => {
  it('prefers the typed key, falls back to the environment, and forgets', async () => {
    const { ring, told } = ringOver(noVault, ` ${fixed}\n`);
    expect(ring.status).toMatchObject({ configured: true, place: 'environment' });
    await ring.set(typed, true);
    expect(ring.reveal()).toBe(typed);
    expect(ring.status).toMatchObject({ place: 'memory', trouble: null });
    await ring.clear();
    expect(ring.reveal()).toBe(fixed);
    expect(places(told)).toEqual(['memory', 'environment']);
  });

  it('refuses a key that no header can carry, without quoting it', async () => {
    const { ring } = ringOver(noVault);
    await expect(ring.set('sk-a b\r\nX: y', false)).rejects.toThrow('letters');
    expect(ring.status).toEqual({
      configured: false,
      place: 'none',
      vault: { strength: 'none', name: '' },
      trouble: null,
    });
  });

  it('has the log conceal every key that it learns of', async () => {
    const { ring, log } = ringOver(new ScriptedVault({ openai: kept }), fixed);
    await ring.loaded;
    await ring.set(typed, false);
    expect(log.concealed).toEqual([fixed, kept, typed]);
  });
});

describe('a key ring over a vault', () => {
  it('loads what is kept, and says so', async () => {
    const { ring, told } = ringOver(new ScriptedVault({ openai: kept }));
    expect(ring.reveal()).toBeNull();
    await ring.loaded;
    expect(ring.reveal()).toBe(kept);
    expect(told.at(-1)).toEqual({
      configured: true,
      place: 'vault',
      vault: { strength: 'strong', name: 'Scripted' },
      trouble: null,
    });
  });

  it('lets what is kept go before the environment, as what is typed does', async () => {
    const { ring } = ringOver(new ScriptedVault({ openai: kept }), fixed);
    await ring.loaded;
    expect(ring.reveal()).toBe(kept);
    await ring.clear();
    expect(ring.status.place).toBe('environment');
  });

  it('uses a typed key at once, and calls it kept when it was read back', async () => {
    const vault = new ScriptedVault();
    const { ring, told } = ringOver(vault);
    await ring.loaded;
    const setting = ring.set(typed, false);
    expect(ring.reveal()).toBe(typed);
    expect(ring.status.place).toBe('memory');
    await setting;
    expect(ring.status).toMatchObject({ place: 'vault', trouble: null });
    expect(vault.work.slice(-4)).toEqual(['look', 'write', 'read', 'settle']);
    expect(vault.kept.get('openai')).toBe(typed);
    expect(places(told)).toEqual(['none', 'memory', 'vault']);
  });

  it('does not believe a vault that gives back something else', async () => {
    const vault = new ScriptedVault({ openai: kept });
    vault.garble = (key) => key.slice(0, -1);
    const { ring } = ringOver(vault);
    await ring.set(typed, false);
    expect(ring.status).toMatchObject({ place: 'memory', trouble: 'not_kept' });
    expect(ring.reveal()).toBe(typed);
    // What was kept before is there again.
    expect(vault.kept.get('openai')).toBe(kept);
    expect(vault.aside.size).toBe(0);
  });

  it('stays in memory when the vault refuses', async () => {
    const vault = new ScriptedVault({ openai: kept });
    vault.refusal = 'refused';
    const { ring } = ringOver(vault);
    await ring.set(typed, false);
    expect(ring.status).toMatchObject({ place: 'memory', trouble: 'not_kept' });
    vault.refusal = 'locked';
    await ring.set(typed, false);
    expect(ring.status).toMatchObject({ place: 'memory', trouble: 'locked' });
    expect(vault.kept.get('openai')).toBe(kept);
  });

  it('keeps nothing weakly unless the learner agrees', async () => {
    const vault = new ScriptedVault();
    vault.view = { strength: 'weak', name: 'basic_text' };
    const { ring } = ringOver(vault);
    await ring.set(typed, false);
    expect(ring.status).toMatchObject({ place: 'memory', trouble: null, vault: vault.view });
    expect(vault.work).not.toContain('write');
    await ring.set(typed, true);
    expect(ring.status.place).toBe('vault');
  });

  it('erases what is kept when it is told to, and only then', async () => {
    const vault = new ScriptedVault({ openai: kept, other: 'sk-other-0001' });
    const { ring } = ringOver(vault);
    await ring.loaded;
    await ring.clear();
    expect([...vault.kept.keys()]).toEqual(['other']);
    expect(ring.status).toMatchObject({ configured: false, place: 'none', trouble: null });
  });

  it('says when it could not erase', async () => {
    const vault = new ScriptedVault({ openai: kept });
    const { ring } = ringOver(vault);
    await ring.loaded;
    vault.refusal = 'locked';
    await expect(ring.clear()).rejects.toMatchObject({ code: 'timed_out' });
    expect(ring.status).toMatchObject({ place: 'none', trouble: 'locked' });
    expect(ring.reveal()).toBeNull();
  });
});

describe('a key that another vault has', () => {
  it('is called moved for as long as it cannot be removed', async () => {
    const vault = new ScriptedVault({ openai: { kind: 'moved', by: 'another' } });
    vault.view = { strength: 'none', name: 'Scripted' };
    vault.refusal = 'refused';
    const { ring } = ringOver(vault);
    await ring.loaded;
    await expect(ring.clear()).rejects.toMatchObject({ code: 'internal' });
    expect(ring.status.trouble).toBe('moved');
    vault.refusal = null;
    await ring.clear();
    expect(ring.status.trouble).toBeNull();
    expect(vault.kept.size).toBe(0);
  });
});

describe('what cannot be read', () => {
  const readings: readonly Exclude<Reading, { kind: 'key' | 'none' }>[] = [
    { kind: 'locked' },
    { kind: 'unreadable' },
    { kind: 'moved', by: 'gnome_libsecret' },
  ];

  it.each(readings)('is told and left alone: $kind', async (reading) => {
    const vault = new ScriptedVault({ openai: reading });
    const { ring } = ringOver(vault);
    await ring.loaded;
    expect(ring.status).toMatchObject({ configured: false, place: 'none', trouble: reading.kind });
    expect(vault.kept.get('openai')).toBe(reading);
    expect(vault.work).toEqual(['look', 'read']);
  });

  it('is read again when it is asked for, and then is in use', async () => {
    const vault = new ScriptedVault({ openai: { kind: 'locked' } });
    const { ring, told } = ringOver(vault);
    await ring.loaded;
    await ring.retry();
    expect(ring.status.trouble).toBe('locked');
    vault.kept.set('openai', kept);
    await ring.retry();
    expect(ring.reveal()).toBe(kept);
    expect(told.at(-1)).toMatchObject({ place: 'vault', trouble: null });
    const { length } = vault.work;
    await ring.retry();
    expect(vault.work).toHaveLength(length);
  });

  it('gives way to a new key only once that has been read back', async () => {
    const unreadable: Reading = { kind: 'unreadable' };
    const vault = new ScriptedVault({ openai: unreadable });
    vault.garble = () => 'another';
    const { ring } = ringOver(vault);
    await ring.set(typed, false);
    expect(vault.kept.get('openai')).toBe(unreadable);
    vault.garble = null;
    await ring.set(typed, false);
    expect(vault.kept.get('openai')).toBe(typed);
    expect(ring.status).toMatchObject({ place: 'vault', trouble: null });
  });

  it('includes a kept text that can be no key', async () => {
    const { ring } = ringOver(new ScriptedVault({ openai: 'two\r\nlines' }));
    await ring.loaded;
    expect(ring.status).toMatchObject({ configured: false, trouble: 'unreadable' });
  });
});

describe('a vault that hangs', () => {
  it('is called locked when patience ends, and is heard when it answers after all', async () => {
    const vault = new ScriptedVault({ openai: kept });
    const begun = vault.hang();
    const { ring, clock, told } = ringOver(vault);
    await begun;
    clock.advance(1000);
    await ring.loaded;
    expect(ring.status).toMatchObject({ place: 'none', trouble: 'locked' });
    const answered = new Promise<void>((done) => {
      ring.onChange(({ place }) => place === 'vault' && done());
    });
    vault.answer();
    await answered;
    expect(told.at(-1)).toMatchObject({ place: 'vault', trouble: null });
    expect(clock.pending).toBe(0);
  });

  it('does not keep a typed key from being used, nor the app from ending', async () => {
    const vault = new ScriptedVault();
    const begun = vault.hang();
    const { ring, clock } = ringOver(vault);
    await begun;
    const setting = ring.set(typed, false);
    expect(ring.reveal()).toBe(typed);
    clock.advance(1000);
    await setting;
    expect(ring.status).toMatchObject({ place: 'memory', trouble: 'locked' });
    const closing = ring.close();
    clock.advance(1000);
    await closing;
  });

  it('says that it may not have forgotten', async () => {
    const vault = new ScriptedVault({ openai: kept });
    const { ring, clock } = ringOver(vault);
    await ring.loaded;
    const begun = vault.hang();
    const clearing = ring.clear();
    await begun;
    clock.advance(1000);
    await expect(clearing).rejects.toMatchObject({ code: 'timed_out' });
    expect(ring.reveal()).toBeNull();
  });
});

describe('one decision after the other', () => {
  it('ends with the last, in the vault and in the status', async () => {
    const vault = new ScriptedVault();
    const { ring } = ringOver(vault);
    await Promise.all([ring.set('sk-first-0001', false), ring.clear(), ring.set(typed, false)]);
    expect(vault.kept.get('openai')).toBe(typed);
    expect(ring.status.place).toBe('vault');
    await Promise.all([ring.set('sk-first-0001', false), ring.clear()]);
    expect(vault.kept.size).toBe(0);
    expect(ring.status).toMatchObject({ configured: false, place: 'none', trouble: null });
  });

  it('lets no late reading put a kept key over a typed one', async () => {
    const vault = new ScriptedVault({ openai: kept });
    const begun = vault.hang();
    const { ring } = ringOver(vault);
    await begun;
    const setting = ring.set(typed, false);
    vault.answer();
    await setting;
    expect(ring.reveal()).toBe(typed);
    expect(vault.kept.get('openai')).toBe(typed);
  });

  it('lets no late reading bring back a key that was cleared', async () => {
    const vault = new ScriptedVault({ openai: kept });
    const begun = vault.hang();
    const { ring } = ringOver(vault);
    await begun;
    const clearing = ring.clear();
    vault.answer();
    await clearing;
    await ring.loaded;
    expect(ring.reveal()).toBeNull();
    expect(vault.kept.size).toBe(0);
  });
});

describe('a vault that is only read', () => {
  it('lends its key, and is never written to', async () => {
    const vault = new ScriptedVault({ openai: kept });
    const { ring } = ringOver(readOnlyVault(vault));
    await ring.loaded;
    expect(ring.reveal()).toBe(kept);
    await ring.set(typed, true);
    await ring.clear();
    expect(vault.kept.get('openai')).toBe(kept);
    expect(new Set(vault.work)).toEqual(new Set(['read']));
  });
});
