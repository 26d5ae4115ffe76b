import { describe, expect, it } from 'vitest';
import { chooseProxy, type Environment } from './choose-proxy.ts';

const openai = 'wss://api.openai.com/v1/realtime';
const environment: Environment = {
  HTTPS_PROXY: 'http://secure.proxy:3128',
  http_proxy: 'plain.proxy:3128',
  NO_PROXY: 'inside.example, .corp.example,*.lab.example, voice.example:8443',
};

function chosen(url: string, given: Environment = environment): string | null {
  return chooseProxy(new URL(url), { kind: 'environment' }, given)?.href ?? null;
}

describe('the proxy from the environment', () => {
  it('is that of the scheme, of a WebSocket as of a page', () => {
    expect(chosen(openai)).toBe('http://secure.proxy:3128/');
    expect(chosen('https://api.openai.com/v1/models')).toBe('http://secure.proxy:3128/');
    expect(chosen('ws://far.example/v1')).toBe('http://plain.proxy:3128/');
    expect(chosen(openai, {})).toBeNull();
    expect(chosen(openai, { ALL_PROXY: 'https://all.proxy' })).toBe('https://all.proxy/');
    expect(chosen(openai, { https_proxy: ' ', HTTPS_PROXY: 'x' })).toBeNull();
  });

  it.each([
    'wss://inside.example/v1',
    'wss://deep.inside.example/v1',
    'wss://a.corp.example/v1',
    'wss://a.lab.example/v1',
    'wss://voice.example:8443/v1',
    'ws://127.0.0.1:8080/v1',
    'ws://localhost:8080/v1',
    'ws://[::1]:8080/v1',
  ])('does not lead to %s', (url) => expect(chosen(url)).toBeNull());

  it.each(['wss://outinside.example/v1', 'wss://voice.example/v1', 'wss://127.0.0.1.evil.net/v1'])(
    'leads to %s',
    (url) => expect(chosen(url)).toBe('http://secure.proxy:3128/'),
  );

  it('leads nowhere at all with an asterisk', () => {
    expect(chosen(openai, { ...environment, NO_PROXY: '*' })).toBeNull();
  });

  it('is not gone around when it cannot be used, and not quoted', () => {
    const socks = { ALL_PROXY: 'socks5://me:secret-word@socks.proxy:1080' };
    expect(() => chosen(openai, socks)).toThrow(/no address of http/);
    expect(() => chosen(openai, socks)).not.toThrow(/secret-word/);
  });
});

describe('a proxy of a profile', () => {
  it('goes before the environment, exceptions included', () => {
    const url = new URL('wss://inside.example/v1');
    const own = chooseProxy(url, { kind: 'url', url: 'http://own.proxy:8080' }, environment);
    expect(own?.host).toBe('own.proxy:8080');
    expect(chooseProxy(new URL(openai), { kind: 'none' }, environment)).toBeNull();
  });

  it('never leads to this machine', () => {
    const proxy = { kind: 'url', url: 'http://own.proxy:8080' } as const;
    expect(chooseProxy(new URL('ws://127.0.0.1:9/v1'), proxy, {})).toBeNull();
  });
});
