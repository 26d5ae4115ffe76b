import { describe, expect, it } from 'vitest';
import { builtInProfiles, type Profile, profileOf } from '../../../contract/profiles.ts';
import { defaultSettings } from '../../../contract/settings.ts';
import { migrateSettings } from './migrate-settings.ts';
import { mergeSettings } from './settings-store.ts';

const url = 'ws://127.0.0.1:8080/v1/realtime';

function own(id: string): Profile {
  const pattern = profileOf(defaultSettings, 'automatic');
  return { ...pattern, id, name: id, server: { kind: 'custom', url, auth: 'none' } };
}

describe('settings of before there were profiles', () => {
  it.each(['automatic', 'partner', 'openai'] as const)('keep the endpoint "%s"', (kind) => {
    const settings = mergeSettings({ endpoint: { kind }, model: 'gpt-realtime-1.5', voice: 'ash' });
    expect(settings.profile).toBe(kind);
    expect(settings.voice).toBe('ash');
    expect(profileOf(settings, 'openai').model).toBe('gpt-realtime-1.5');
    expect(profileOf(settings, 'automatic').model).toBe('gpt-realtime-1.5');
  });

  it.each([
    [url, false, 'none'],
    ['wss://voice.example.net/v1/realtime?x=1', true, 'bearer'],
    ['wss://r.openai.azure.com/openai/v1/realtime?model=mine', true, 'api-key'],
  ] as const)('make a server of one’s own a profile: %s', (address, withKey, auth) => {
    const endpoint = { kind: 'custom', url: address, withKey };
    const settings = mergeSettings({ endpoint, model: 'local-7b' });
    const profile = profileOf(settings);
    expect(profile.server).toEqual({ kind: 'custom', url: address, auth });
    expect(profile).toMatchObject({ model: 'local-7b', name: new URL(address).host });
    expect(settings.profiles).toHaveLength(4);
  });

  it('keep a model without an endpoint, and lose nothing to one that is no address', () => {
    expect(profileOf(mergeSettings({ model: 'mine' })).model).toBe('mine');
    const broken = mergeSettings({
      endpoint: { kind: 'custom', url: 'x', withKey: true },
      speed: 2,
    });
    expect(broken).toEqual(defaultSettings);
  });

  it('are not read a second time', () => {
    const once = mergeSettings({ endpoint: { kind: 'custom', url, withKey: false }, model: 'm' });
    expect(mergeSettings({ ...once, endpoint: { kind: 'partner' }, model: 'other' })).toEqual(once);
    expect(migrateSettings({ voice: 'ash' })).toEqual({ voice: 'ash' });
  });
});

describe('stored profiles', () => {
  it('cost themselves alone when they cannot be read', () => {
    const stored = [...builtInProfiles, { ...own('bad'), model: '' }, own('good'), own('good'), 7];
    const settings = mergeSettings({ profiles: stored, profile: 'good' });
    expect(settings.profiles.map(({ id }) => id)).toEqual([
      'automatic',
      'partner',
      'openai',
      'good',
    ]);
    expect(profileOf(settings).id).toBe('good');
  });

  it('have what is built in back, as what it says it is', () => {
    const disguised = { ...own('openai') };
    const settings = mergeSettings({ profiles: [disguised, own('mine')], profile: 'gone' });
    expect(settings.profiles.map(({ id, server }) => [id, server.kind])).toEqual([
      ['automatic', 'automatic'],
      ['partner', 'partner'],
      ['openai', 'openai'],
      ['mine', 'custom'],
    ]);
    expect(profileOf(settings).id).toBe('automatic');
  });

  it('are twenty at most', () => {
    const many = Array.from({ length: 40 }, (_, index) => own(`p${index}`));
    expect(mergeSettings({ profiles: many }).profiles).toHaveLength(20);
  });
});
