import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choiceOf, ownProfile } from '../../contract/profiles.ts';
import { DialectServer } from '../dialects/dialect-server.ts';
import { speaches } from '../dialects/manners/beta.ts';

const program = fileURLToPath(new URL('../../main/terminal/talk.ts', import.meta.url));
const key = 'key-of-the-terminal-0001';

let directory = '';
let server: DialectServer;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'parley-talk-profiles-'));
  server = new DialectServer(speaches, [
    { kind: 'words', text: 'Good morning!' },
    { kind: 'words', text: 'How many?' },
  ]);
  await server.listening();
  const custom = { kind: 'custom', url: server.url, auth: 'none' } as const;
  const settings = choiceOf(ownProfile('home', custom, { name: 'At Home', model: 'voice-7b' }));
  const stored = JSON.stringify({ ...settings, profile: 'partner' });
  writeFileSync(join(directory, 'settings.json'), stored);
});
afterEach(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

/** Runs the program beside the app's data, with a key in its environment. */
async function talk(...args: string[]) {
  const env = {
    ...process.env,
    OPENAI_API_KEY: key,
    PARLEY_DATA: directory,
    PARLEY_NO_KEYRING: '1',
  };
  const all = ['--scenario', 'strawberries', '--text', 'Hello.', ...args];
  const child = spawn(process.execPath, [program, ...all], { env });
  child.stdin.end();
  const code = new Promise<number | null>((done) => child.once('exit', done));
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, errors, code: await code };
}

describe('the terminal', () => {
  it.each(['home', 'at home'])('talks where the profile "%s" of the app says', async (name) => {
    const { out, code } = await talk('--profile', name);
    expect(out).toContain('How many?');
    expect(code).toBe(0);
    const [upgrade] = server.requests;
    expect(upgrade?.url).toContain('model=voice-7b');
    expect(upgrade?.headers.authorization).toBeUndefined();
  });

  it('talks to an address, which is sent the key that stands beside it', async () => {
    const { out, code } = await talk('--endpoint', server.url, '--model', 'other');
    expect(out).toContain('How many?');
    expect(code).toBe(0);
    const [upgrade] = server.requests;
    expect(upgrade?.url).toContain('model=other');
    expect(upgrade?.headers.authorization).toBe(`Bearer ${key}`);
  });

  it('names the profiles that there are when one is not', async () => {
    const { errors, out, code } = await talk('--profile', 'away');
    expect(errors + out).toContain('There are: automatic, partner, openai, home (At Home).');
    expect(code).not.toBe(0);
  });

  it('takes one of the two ways to say where', async () => {
    const { errors, code } = await talk('--profile', 'home', '--endpoint', server.url);
    expect(errors).toContain('say two things at once');
    expect(code).toBe(2);
  });
});
