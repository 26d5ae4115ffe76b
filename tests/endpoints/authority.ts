import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Identity } from '../dialects/dialect-server.ts';

const run = promisify(execFile);

/** A certificate authority that exists for one test file, made by openssl. */
export class Authority {
  readonly directory = mkdtempSync(join(tmpdir(), 'parley-authority-'));
  readonly path = join(this.directory, 'authority.pem');
  readonly #key = join(this.directory, 'authority.key');

  async make(): Promise<void> {
    await run('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Test'],
      ...['-addext', 'basicConstraints=critical,CA:TRUE', '-keyout', this.#key, '-out', this.path],
    ]);
  }

  /** What a server called `name` shows. With `days` 0 it has expired. */
  async issue(name: string, days = 2): Promise<Identity> {
    const file = (end: string): string => join(this.directory, `${name}.${end}`);
    writeFileSync(file('ext'), `subjectAltName=DNS:${name}\n`);
    await run('openssl', [
      ...['req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`],
      ...['-keyout', file('key'), '-out', file('csr')],
    ]);
    await run('openssl', [
      ...['x509', '-req', '-in', file('csr'), '-CA', this.path, '-CAkey', this.#key],
      ...['-CAcreateserial', '-days', String(days), '-extfile', file('ext'), '-out', file('crt')],
    ]);
    return { key: readFileSync(file('key'), 'utf8'), cert: readFileSync(file('crt'), 'utf8') };
  }

  /** A file of the authority's folder with this in it. */
  write(name: string, text: string): string {
    const path = join(this.directory, name);
    writeFileSync(path, text);
    return path;
  }

  get keyPath(): string {
    return this.#key;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}
