import { describe, expect, it } from 'vitest';
import { type Profile, profileOf } from '../../../contract/profiles.ts';
import { defaultSettings } from '../../../contract/settings.ts';
import { mainSlot } from './key-vault.ts';
import { slotOf } from './profile-slot.ts';

const openai = profileOf(defaultSettings, 'openai');

function custom(url: string, change: Partial<Profile> = {}): Profile {
  return { ...openai, id: 'mine', server: { kind: 'custom', url, auth: 'bearer' }, ...change };
}
const home = custom('wss://voice.example.net/v1/realtime');

describe('the slot of a key', () => {
  it('is that of before for OpenAI, however it was chosen', () => {
    expect(slotOf(openai)).toBe(mainSlot);
    expect(slotOf(profileOf(defaultSettings, 'automatic'))).toBe(mainSlot);
    expect(slotOf(profileOf(defaultSettings, 'partner'))).toBeNull();
  });

  it('stays with a host, whatever is asked of it', () => {
    expect(slotOf(custom('WSS://VOICE.example.net:443/other?model=x'))).toBe(slotOf(home));
    expect(slotOf({ ...home, name: 'Renamed', model: 'other' })).toBe(slotOf(home));
  });

  it.each([
    ['another host', custom('wss://voice.example.org/v1/realtime')],
    ['a host that only looks alike', custom('wss://voice.example.net.evil.org/v1/realtime')],
    ['another port', custom('wss://voice.example.net:8443/v1/realtime')],
    ['no encryption', custom('ws://voice.example.net/v1/realtime')],
    ['a name before the host', custom('wss://voice.example.net@evil.org/v1/realtime')],
    ['another authority', { ...home, certificate: '/tmp/mine.pem' }],
    ['another profile', { ...home, id: 'other' }],
  ])('is another one for %s', (_what, profile) => {
    expect(slotOf(profile)).not.toBe(slotOf(home));
    expect(slotOf(profile)).toMatch(/^k-[0-9a-f]{28}$/);
  });

  it('is another one for OpenAI by the word of another authority', () => {
    const inspected = slotOf({ ...openai, certificate: '/tmp/mine.pem' });
    expect(inspected).not.toBe(mainSlot);
    expect(inspected).not.toBeNull();
  });

  it('is none where no key is sent, or no server is named', () => {
    const { server } = home;
    if (server.kind !== 'custom') throw new Error('The sample is no server of one’s own.');
    expect(slotOf({ ...home, server: { ...server, auth: 'none' } })).toBeNull();
    const azure = { kind: 'azure', resource: '', deployment: 'd', auth: 'api-key' } as const;
    expect(slotOf({ ...home, server: azure })).toBeNull();
  });
});
