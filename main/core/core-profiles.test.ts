import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyStatus } from '../../contract/calls/settings-calls.ts';
import { choiceOf, ownProfile, type Profile } from '../../contract/profiles.ts';
import { MemoryLog } from './base/log.ts';
import { type Core, createCore } from './create-core.ts';
import type { Target } from './realtime/endpoint.ts';
import { ScriptedConnection } from './realtime/scripted-connection.ts';
import { slotOf } from './settings/profile-slot.ts';
import { ScriptedVault } from './settings/scripted-vault.ts';

const key = 'key-of-home-0001';
const inEnvironment = 'sk-environment-0002';
const home = at('wss://home.example/v1/realtime');

function at(url: string, change: Partial<Profile> = {}): Profile {
  return ownProfile('home', { kind: 'custom', url, auth: 'bearer' }, change);
}

let directory = '';
let core: Core | null = null;
let targets: Target[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-core-profiles-'));
  targets = [];
});
afterEach(async () => {
  await core?.dispose();
  core = null;
  rmSync(directory, { recursive: true });
});

async function coreOver(vault: ScriptedVault, environmentKey?: string): Promise<Core> {
  core = await createCore({
    dataDirectory: directory,
    partner: async () => ({ url: 'ws://127.0.0.1:9/v1/realtime', dispose() {} }),
    environmentKey,
    environment: {},
    vault,
    log: new MemoryLog(),
    connect: (target) => {
      targets.push(target);
      return new ScriptedConnection(target);
    },
  });
  return core;
}

/** A core that is at home, with the key that was entered there. */
async function atHome(vault: ScriptedVault): Promise<Core> {
  const made = await coreOver(vault);
  await made.handlers['settings.change'](choiceOf(home));
  await made.handlers['key.set']({ key, weak: false });
  return made;
}

const start = (made: Core) => made.handlers['session.start']({ keep: false });
const keysOf = (): string[] => targets.flatMap(({ headers }) => Object.values(headers));

describe('the key of a profile', () => {
  it('is kept apart from that of OpenAI, and sent to its host', async () => {
    const vault = new ScriptedVault({ openai: 'sk-openai-0003' });
    const made = await atHome(vault);
    await start(made);
    expect(vault.kept.get('openai')).toBe('sk-openai-0003');
    expect(vault.kept.get(slotOf(home) ?? '')).toBe(key);
    expect(targets.map(({ url }) => new URL(url).host)).toEqual(['home.example']);
    expect(keysOf()).toEqual([`Bearer ${key}`]);
    await made.handlers['settings.change']({ profile: 'openai' });
    await start(made);
    expect(keysOf().at(-1)).toBe('Bearer sk-openai-0003');
  });

  it.each([
    ['another host', at('wss://evil.example/v1/realtime')],
    ['the same name over an open line', at('ws://home.example/v1/realtime')],
    ['another authority', at('wss://home.example/v1/realtime', { certificate: '/tmp/evil.pem' })],
  ])('does not follow the page to %s, and is forgotten', async (_what, redirected) => {
    const vault = new ScriptedVault();
    const made = await atHome(vault);
    const told: KeyStatus[] = [];
    made.onEvent((event) => event.name === 'key.changed' && told.push(event.payload));
    await made.handlers['settings.change'](choiceOf(redirected));
    expect(told.at(-1)?.configured).toBe(false);
    await expect(start(made)).rejects.toThrow(/No API key was entered for/);
    expect(made.snapshot().session.failure?.code).toBe('unauthorized');
    expect(targets).toEqual([]);
    await expect.poll(() => vault.kept.size).toBe(0);
    await made.handlers['settings.change'](choiceOf(home));
    await expect(start(made)).rejects.toThrow(/No API key was entered for home\.example/);
  });

  it('does not follow a settings file that somebody changed, and is still at home', async () => {
    const vault = new ScriptedVault();
    await (await atHome(vault)).dispose();
    const path = join(directory, 'settings.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replaceAll('home.example', 'evil.example'));
    const redirected = await coreOver(vault);
    expect(redirected.snapshot().settings.profiles.at(-1)?.server).toMatchObject({
      url: 'wss://evil.example/v1/realtime',
    });
    await expect(start(redirected)).rejects.toThrow(/evil\.example/);
    expect(targets).toEqual([]);
    await redirected.dispose();
    writeFileSync(path, text);
    await start(await coreOver(vault));
    expect(keysOf()).toEqual([`Bearer ${key}`]);
  });

  it('goes with its profile, and with nothing else', async () => {
    const vault = new ScriptedVault({ openai: 'sk-openai-0003' });
    const made = await atHome(vault);
    const { profiles } = made.snapshot().settings;
    const renamed = profiles.map((each) => ({ ...each, model: 'other' }));
    await made.handlers['settings.change']({ profiles: renamed });
    expect(made.snapshot().key.place).toBe('vault');
    const left = renamed.filter(({ id }) => id !== 'home');
    await made.handlers['settings.change']({ profiles: left, profile: 'automatic' });
    await expect.poll(() => [...vault.kept.keys()]).toEqual(['openai']);
    expect(made.snapshot().session.endpoint.kind).toBe('openai');
  });

  it('is not that of the environment, which is for OpenAI', async () => {
    const made = await coreOver(new ScriptedVault(), inEnvironment);
    await made.handlers['settings.change'](choiceOf(home));
    expect(made.snapshot().key.place).toBe('none');
    await expect(start(made)).rejects.toThrow('home.example');
    await made.handlers['settings.change']({ profile: 'openai' });
    expect(made.snapshot().key.place).toBe('environment');
    await start(made);
    expect(keysOf()).toEqual([`Bearer ${inEnvironment}`]);
  });
});
