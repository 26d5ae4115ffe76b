import { describe, expect, it } from 'vitest';
import { chooseHost, type Surroundings } from './choose-host.ts';

const desktop: Surroundings = { args: [], platform: 'linux', userId: 1000, hasDisplay: true };

describe('chooseHost', () => {
  it('takes Electron on a desktop and passes the arguments on', () => {
    expect(chooseHost({ ...desktop, args: ['--lang', 'ja'] })).toEqual({
      host: 'electron',
      args: ['--lang', 'ja'],
    });
  });

  it('takes the page when asked, and keeps --web to itself', () => {
    expect(chooseHost({ ...desktop, args: ['--web', '--port', '0'] })).toEqual({
      host: 'web',
      args: ['--port', '0'],
    });
  });

  it('takes the page without a display, and says so', () => {
    expect(chooseHost({ ...desktop, hasDisplay: false })).toMatchObject({
      host: 'web',
      reason: 'there is no display',
    });
  });

  it('never gives up the sandbox by itself', () => {
    const asRoot = chooseHost({ ...desktop, userId: 0 });
    expect(asRoot).toMatchObject({ host: 'web' });
    expect(asRoot.args).not.toContain('--no-sandbox');
    expect(chooseHost({ ...desktop, userId: 0, args: ['--no-sandbox'] }).host).toBe('electron');
  });

  it('asks for no display where there is no such thing', () => {
    const mac = { args: [], platform: 'darwin', userId: 501, hasDisplay: false };
    expect(chooseHost(mac).host).toBe('electron');
  });
});
