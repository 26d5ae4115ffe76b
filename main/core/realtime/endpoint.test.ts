import { describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { type Profile, profileOf, type Server } from '../../../contract/profiles.ts';
import { defaultSettings } from '../../../contract/settings.ts';
import { isPartner, previewTarget, resolveTarget, type TargetQuestion } from './endpoint.ts';

const automatic = profileOf(defaultSettings, 'automatic');
const question: TargetQuestion = {
  profile: automatic,
  key: null,
  partnerUrl: 'ws://127.0.0.1:9/v1/realtime',
  scenario: 'strawberries.en',
};

function own(server: Server): Profile {
  return { ...automatic, id: 'mine', server };
}
const custom = (url: string, auth: 'bearer' | 'api-key' | 'none') =>
  own({ kind: 'custom', url, auth });
const azure = (resource: string, deployment = 'talk') =>
  own({ kind: 'azure', resource, deployment, auth: 'api-key' });

describe('where a session goes', () => {
  it('is the partner without a key, with its scenario and no credentials', () => {
    const target = resolveTarget(question);
    expect(target.kind).toBe('partner');
    expect(target.url).toContain('scenario=strawberries.en');
    expect(target.headers).toEqual({});
  });

  it('is OpenAI with a key, over TLS, without the beta header', () => {
    const target = resolveTarget({ ...question, key: 'sk-test' });
    expect(target.url).toBe('wss://api.openai.com/v1/realtime?model=gpt-realtime-2.1');
    expect(target.headers).toEqual({ Authorization: 'Bearer sk-test' });
  });

  it.each([
    ['r', 'wss://r.openai.azure.com/openai/v1/realtime?model=talk'],
    ['r.openai.azure.us', 'wss://r.openai.azure.us/openai/v1/realtime?model=talk'],
    [
      'https://r.services.ai.azure.com/',
      'wss://r.services.ai.azure.com/openai/v1/realtime?model=talk',
    ],
    [
      'wss://r.openai.azure.cn/openai/realtime?api-version=2024-10-01-preview&deployment=d',
      'wss://r.openai.azure.cn/openai/realtime?api-version=2024-10-01-preview&deployment=d',
    ],
  ])('is at Azure, whose deployment is the model: %s', (resource, url) => {
    const target = resolveTarget({ ...question, profile: azure(resource), key: 'k' });
    expect(target).toMatchObject({ kind: 'custom', url, headers: { 'api-key': 'k' } });
  });

  it('is nowhere at Azure over a line that is not encrypted, or before it has names', () => {
    const open = { ...question, key: 'k', profile: azure('ws://r.openai.azure.com') };
    expect(() => resolveTarget(open)).toThrow('wss://');
    expect(() => resolveTarget({ ...question, key: 'k', profile: azure('') })).toThrow('not named');
  });

  it('leaves the model that the address names', () => {
    const profile = custom('wss://h.example/v1/realtime?model=mine', 'bearer');
    expect(resolveTarget({ ...question, key: 'k', profile }).url).toContain('model=mine');
  });

  it('sends no key unencrypted to another machine', () => {
    const away = custom('ws://10.0.0.7:8765/v1', 'bearer');
    expect(() => resolveTarget({ ...question, key: 'k', profile: away })).toThrow(Failure);
    const here = custom('ws://127.0.0.1:8765/v1', 'bearer');
    expect(resolveTarget({ ...question, key: 'k', profile: here }).headers).toEqual({
      Authorization: 'Bearer k',
    });
    const disguised = custom('ws://127.0.0.1.evil.net/', 'api-key');
    expect(() => resolveTarget({ ...question, key: 'k', profile: disguised })).toThrow(Failure);
  });

  it('sends none to a server that wants none', () => {
    const profile = custom('ws://10.0.0.7:8765/v1', 'none');
    expect(resolveTarget({ ...question, key: 'k', profile }).headers).toEqual({});
  });

  it('is told beforehand as it will be', () => {
    const url = 'wss://r.example.net/v1/realtime';
    const partner = profileOf(defaultSettings, 'partner');
    for (const profile of [automatic, partner, custom(url, 'none'), custom(url, 'bearer')]) {
      for (const key of [null, 'k']) {
        if (key === null && profile.server.kind === 'custom') continue;
        const told = previewTarget(profile, key !== null);
        const { kind, model } = resolveTarget({ ...question, profile, key });
        expect(told).toMatchObject({ kind, model });
        expect(isPartner(profile, key !== null)).toBe(kind === 'partner');
      }
    }
    expect(previewTarget(azure(''), true).host).toBe('');
  });

  it('asks for a key where one is needed', () => {
    const profile = profileOf(defaultSettings, 'openai');
    expect(() => resolveTarget({ ...question, profile })).toThrow('No API key');
  });

  it('refuses an address that is none', () => {
    expect(() => resolveTarget({ ...question, profile: custom('file:///etc', 'none') })).toThrow(
      'ws://',
    );
  });
});
