import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { KeySlot } from '../core/settings/key-vault.ts';

/** A key that the system has encrypted, and the back end that did it. It never holds the key. */
const recordSchema = z.strictObject({
  version: z.literal(1),
  backend: z.string().min(1).max(64),
  /** In base64. */
  ciphertext: z.base64().min(4).max(65_536),
});
export type KeyRecord = z.infer<typeof recordSchema>;

/** What a file says: a record, or that there is none, or that it cannot be made out. */
export type FileReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'record'; readonly record: KeyRecord };

/**
 * `keys/SLOT.json` in the data directory, for the user alone, and `SLOT.json.previous` with what
 * was there before. A write is whole or not at all, and is on the disk when it resolves.
 */
export class KeyFile {
  readonly #directory: string;
  readonly #path: string;
  readonly #previous: string;

  constructor(dataDirectory: string, slot: KeySlot) {
    this.#directory = join(dataDirectory, 'keys');
    this.#path = join(this.#directory, `${slot}.json`);
    this.#previous = `${this.#path}.previous`;
  }

  /** What is in place; where a write was cut off in the middle, what was there before. */
  async read(): Promise<FileReading> {
    const reading = await readRecord(this.#path);
    return reading.kind === 'none' ? readRecord(this.#previous) : reading;
  }

  /** Puts `record` in place. `aside`: what is there becomes the previous, or is written over. */
  async write(record: KeyRecord, aside: boolean): Promise<void> {
    const next = `${this.#path}.new`;
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    await writeThrough(next, `${JSON.stringify(recordSchema.parse(record))}\n`).catch(
      async (error: unknown) => {
        await rm(next, { force: true });
        throw error;
      },
    );
    if (aside) await rename(this.#path, this.#previous).catch(ignoreMissing);
    await rename(next, this.#path);
    await syncDirectory(this.#directory);
  }

  async hasPrevious(): Promise<boolean> {
    return (await readRecord(this.#previous)).kind !== 'none';
  }

  /** The previous goes. */
  async settle(): Promise<void> {
    await rm(this.#previous, { force: true });
  }

  /** The previous is in place again; without one, nothing is. */
  async undo(): Promise<void> {
    if (await this.hasPrevious()) await rename(this.#previous, this.#path);
    else await rm(this.#path, { force: true });
    await syncDirectory(this.#directory);
  }

  async erase(): Promise<void> {
    for (const path of [this.#path, this.#previous, `${this.#path}.new`]) {
      await rm(path, { force: true });
    }
    await syncDirectory(this.#directory);
  }
}

async function readRecord(path: string): Promise<FileReading> {
  try {
    const record = recordSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return record.success ? { kind: 'record', record: record.data } : { kind: 'damaged' };
  } catch (error) {
    return { kind: codeOf(error) === 'ENOENT' ? 'none' : 'damaged' };
  }
}

async function writeThrough(path: string, text: string): Promise<void> {
  // Whoever made a file of that name before does not keep a hold of it.
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is on the disk only when its directory is; Windows knows no such thing. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r').catch(ignoreMissing);
  try {
    await directory?.sync();
  } finally {
    await directory?.close();
  }
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
  return undefined;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
