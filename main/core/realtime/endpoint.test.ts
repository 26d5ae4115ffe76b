import { describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { previewTarget, resolveTarget, type TargetQuestion } from './endpoint.ts';

const question: TargetQuestion = {
  choice: { kind: 'automatic' },
  model: 'gpt-realtime-2.1',
  key: null,
  partnerUrl: 'ws://127.0.0.1:9/v1/realtime',
  scenario: 'strawberries.en',
};
const custom = (url: string, withKey: boolean) => ({ kind: 'custom', url, withKey }) as const;

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

  it('gives Azure its own header, and leaves the model that the address names', () => {
    const url = 'wss://r.openai.azure.com/openai/v1/realtime?model=mine';
    const target = resolveTarget({ ...question, key: 'k', choice: custom(url, true) });
    expect(target.headers).toEqual({ 'api-key': 'k' });
    expect(target.url).toContain('model=mine');
  });

  it('sends no key unencrypted to another machine', () => {
    const away = { ...question, key: 'k', choice: custom('ws://10.0.0.7:8765/v1', true) };
    expect(() => resolveTarget(away)).toThrow(Failure);
    const here = { ...question, key: 'k', choice: custom('ws://127.0.0.1:8765/v1', true) };
    expect(resolveTarget(here).headers).toEqual({ Authorization: 'Bearer k' });
    const disguised = { ...question, key: 'k', choice: custom('ws://127.0.0.1.evil.net/', true) };
    expect(() => resolveTarget(disguised)).toThrow(Failure);
  });

  it('is told beforehand as it will be', () => {
    const url = 'wss://r.example.net/v1/realtime';
    const choices = [{ kind: 'automatic' }, { kind: 'partner' }, custom(url, false)] as const;
    for (const choice of choices) {
      for (const key of [null, 'k']) {
        const told = previewTarget({ choice, model: question.model, hasKey: key !== null });
        const { kind, model } = resolveTarget({ ...question, choice, key });
        expect(told).toMatchObject({ kind, model });
      }
    }
  });

  it('asks for a key where one is needed', () => {
    expect(() => resolveTarget({ ...question, choice: { kind: 'openai' } })).toThrow('No API key');
  });

  it('refuses an address that is none', () => {
    expect(() => resolveTarget({ ...question, choice: custom('file:///etc', false) })).toThrow(
      'ws://',
    );
  });
});
