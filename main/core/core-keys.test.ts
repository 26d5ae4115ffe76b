import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyStatus } from '../../contract/calls/settings-calls.ts';
import { ManualClock } from './base/clock.ts';
import { MemoryLog } from './base/log.ts';
import { type Core, createCore } from './create-core.ts';
import type { Target } from './realtime/endpoint.ts';
import { ScriptedConnection } from './realtime/scripted-connection.ts';
import { ScriptedVault } from './settings/scripted-vault.ts';

const kept = 'sk-kept-0001';
const typed = 'sk-typed-0002';

let directory = '';
let core: Core | null = null;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-core-keys-'));
});
afterEach(async () => {
  await core?.dispose();
  core = null;
  rmSync(directory, { recursive: true });
});

async function coreOver(vault: ScriptedVault) {
  const clock = new ManualClock();
  const target = Promise.withResolvers<Target>();
  const log = new MemoryLog();
  const made = await createCore({
    dataDirectory: directory,
    partner: async () => ({ url: 'ws://127.0.0.1:9/v1/realtime', dispose() {} }),
    environmentKey: undefined,
    vault,
    log,
    clock,
    connect: (given) => {
      target.resolve(given);
      return new ScriptedConnection(given);
    },
  });
  core = made;
  const told: KeyStatus[] = [];
  made.onEvent((event) => {
    if (event.name === 'key.changed') told.push(event.payload);
  });
  const start = (): void => void made.handlers['session.start']({ keep: false });
  return { core: made, clock, told, target: target.promise, start };
}

describe('the core and its vault', () => {
  it('does not wait for the vault to be there, and says when it was read', async () => {
    const vault = new ScriptedVault({ openai: kept });
    const begun = vault.hang();
    const { core, told } = await coreOver(vault);
    await begun;
    expect(core.snapshot().key).toMatchObject({ configured: false, trouble: null });
    expect(core.snapshot().session.endpoint.kind).toBe('partner');
    vault.answer();
    await expect.poll(() => told.at(-1)?.place).toBe('vault');
    expect(core.snapshot().key).toEqual(told.at(-1));
    expect(core.snapshot().session.endpoint.kind).toBe('openai');
  });

  it('lets a session that begins meanwhile wait for the key that decides who answers', async () => {
    const vault = new ScriptedVault({ openai: kept });
    const begun = vault.hang();
    const { target, start } = await coreOver(vault);
    await begun;
    start();
    vault.answer();
    expect(await target).toMatchObject({
      kind: 'openai',
      headers: { Authorization: `Bearer ${kept}` },
    });
  });

  it('lets it wait no longer than patience lasts', async () => {
    const vault = new ScriptedVault({ openai: kept });
    const begun = vault.hang();
    const { core, clock, target, start } = await coreOver(vault);
    await begun;
    start();
    clock.advance(5000);
    expect((await target).kind).toBe('partner');
    expect(core.snapshot().key.trouble).toBe('locked');
    vault.answer();
  });

  it('keeps, forgets and reads again what the page asks it to', async () => {
    const vault = new ScriptedVault({ openai: { kind: 'locked' } });
    const { core, told } = await coreOver(vault);
    await expect.poll(() => told.at(-1)?.trouble).toBe('locked');
    vault.kept.set('openai', kept);
    await core.handlers['settings.change']({ profile: 'openai' });
    // Nobody listens at port 9, which is told; the key was read again before.
    const proxy = { kind: 'url', url: 'http://127.0.0.1:9' } as const;
    const profiles = core.snapshot().settings.profiles.map((each) => ({ ...each, proxy }));
    await core.handlers['settings.change']({ profiles });
    const { failure } = await core.handlers['key.check']({ key: null });
    expect(failure?.code).toBe('proxy');
    expect(core.snapshot().key).toMatchObject({ place: 'vault', trouble: null });
    const status = await core.handlers['key.set']({ key: typed, weak: false });
    expect(status.place).toBe('vault');
    expect(vault.kept.get('openai')).toBe(typed);
    expect(await core.handlers['key.clear']({})).toMatchObject({ configured: false });
    expect(vault.kept.size).toBe(0);
    for (const name of readdirSync(directory)) {
      expect(readFileSync(join(directory, name), 'utf8')).not.toContain('sk-');
    }
  });
});
