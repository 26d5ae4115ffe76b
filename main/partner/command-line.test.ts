import { describe, expect, it } from 'vitest';
import { readCommandLine } from './command-line.ts';

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(readCommandLine([])).toEqual({ port: 8765 });
  });

  it('takes every option', () => {
    const line =
      '--port 0 --key k --max-session 15m --scenario strawberries.es --chat-url http://127.0.0.1:1/v1 --chat-model m --chat-key c --chat-sees';
    expect(readCommandLine(line.split(' '))).toEqual({
      port: 0,
      key: 'k',
      maxSessionMilliseconds: 900_000,
      defaultScenario: 'strawberries.es',
      chat: { baseUrl: 'http://127.0.0.1:1/v1', model: 'm', key: 'c', sees: true },
    });
  });

  it('asks for help', () => {
    expect(readCommandLine(['--port', '1', '--help'])).toBeNull();
  });

  it.each([
    ['--port', '70000'],
    ['--port', 'x'],
    ['--max-session', 'soon'],
    ['--max-session', '0s'],
    ['--chat-url', 'http://127.0.0.1'],
    ['--unknown', '1'],
  ])('refuses %s %s', (...args) => {
    expect(() => readCommandLine(args)).toThrow();
  });
});
