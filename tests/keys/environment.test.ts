import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PrivateKeyring, startPrivateKeyring } from '../support/private-keyring.ts';
import { CanarySearch, makeCanary } from './canary-search.ts';
import { type HostProcess, startHostProcess } from './host-process.ts';

const canary = makeCanary();

/** Stands for the user's browser, and tells what it was started with. */
const browser = (out: string): string => `#!/bin/sh
tr '\\0' '\\n' < /proc/$$/environ > '${out}.new'
echo "$@" >> '${out}.new'
mv '${out}.new' '${out}'
`;

describe.runIf(process.platform === 'linux')('a key in the environment', () => {
  let directory = '';
  let keyring: PrivateKeyring;
  let host: HostProcess | null = null;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'parley-environment-'));
    keyring = await startPrivateKeyring();
  });
  afterEach(async () => {
    await host?.end();
    host = null;
    await keyring.dispose();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is handed to no process that the host starts, the browser least of all', async () => {
    await keyring.start(true);
    const programs = join(directory, 'bin');
    const out = join(directory, 'browser.txt');
    mkdirSync(programs);
    writeFileSync(join(programs, 'xdg-open'), browser(out));
    chmodSync(join(programs, 'xdg-open'), 0o700);
    host = await startHostProcess({
      ...keyring.environment,
      PATH: `${programs}:${keyring.environment.PATH}`,
      PARLEY_DATA: join(directory, 'data'),
      DISPLAY: ':0',
      OPENAI_API_KEY: canary,
    });
    await expect.poll(() => readOrNull(out), { timeout: 20_000 }).toContain(host.url);
    // Between its birth and its own program, a child still looks like the host.
    const started = () =>
      host?.processes().filter(({ commandLine }) => !commandLine.includes('main/web/main.ts')) ??
      [];
    const isAsked = () => started().some(({ commandLine }) => /keyring.child/.test(commandLine));
    await expect.poll(isAsked, { timeout: 20_000 }).toBe(true);
    const search = new CanarySearch(canary);
    search.through('the browser', readOrNull(out) ?? '');
    for (const { commandLine, environment } of started()) {
      search.through(`arguments of ${commandLine}`, commandLine);
      search.through(`environment of ${commandLine}`, environment);
    }
    expect(search.finds).toEqual([]);
    search.throughFiles(directory);
    expect(search.finds).toEqual([]);
  });
});

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
