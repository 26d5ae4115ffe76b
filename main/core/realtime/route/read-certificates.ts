import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { getCACertificates } from 'node:tls';
import { Failure } from '../../../../contract/failure.ts';

/** Bytes of the largest bundle that is read; a whole system's has about 250 KiB. */
const MOST_BYTES = 2 * 1024 * 1024;
const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The certificate authorities of a PEM file, with those that Node trusts anyway: what `ca` takes.
 * Throws a `Failure` that says what is wrong with the file.
 */
export async function readCertificates(path: string): Promise<readonly string[]> {
  const text = await textOf(path);
  const blocks = text.match(BLOCK) ?? [];
  if (blocks.length === 0) {
    const isKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text);
    throw unfit(path, isKey ? 'is a private key' : 'holds no PEM certificate');
  }
  for (const block of blocks) check(path, block);
  return [...getCACertificates('default'), ...blocks];
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) throw unfit(path, 'is too large to be one');
    return await readFile(path, 'latin1');
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unfit(path, 'cannot be read', error);
  }
}

function check(path: string, block: string): void {
  let until: string;
  try {
    ({ validTo: until } = new X509Certificate(block));
  } catch (error) {
    throw unfit(path, 'holds a certificate that cannot be read', error);
  }
  if (Date.parse(until) < Date.now()) throw unfit(path, `expired on ${until}`);
}

function unfit(path: string, what: string, cause?: unknown): Failure {
  return new Failure('untrusted', `The certificate file ${path} ${what}.`, { cause });
}
