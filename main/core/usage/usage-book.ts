import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Log } from '../base/log.ts';
import { LONGEST_ROW, readRow, type UsageRow } from './usage-row.ts';

/** What was read: rows in the order in which they were written, and how many lines are damaged. */
export interface UsagePages {
  readonly rows: readonly UsageRow[];
  readonly damaged: number;
}

/** Rows that may wait for a slow disk; more are dropped, and the log says so. */
const MOST_WAITING = 1000;
const MONTH_FILE = /^(\d{4}-\d{2})\.jsonl$/;
const NEWLINE = 0x0a;

/**
 * Every response's usage, one JSON line each, in a file a month (UTC) in the folder `usage`. A row
 * is on the disk before the next is begun. Lines that cannot be read are skipped, counted and left.
 */
export class UsageBook {
  readonly folder: string;
  readonly #log: Log;
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(directory: string, log: Log) {
    this.folder = join(directory, 'usage');
    this.#log = log;
  }

  /** Writes a row down behind those before it. Never throws: a refusing disk is logged. */
  append(row: UsageRow): void {
    const line = JSON.stringify(row);
    if (this.#waiting >= MOST_WAITING || line.length > LONGEST_ROW) {
      this.#log.error('A row of the usage book was dropped', { length: line.length });
      return;
    }
    this.#waiting += 1;
    this.#enqueue(async () => {
      this.#waiting -= 1;
      await this.#write(`${row.at.slice(0, 7)}.jsonl`, line);
    });
  }

  /** The rows of these UTC months, such as `2026-11`, both included. */
  async read(from: string, to: string): Promise<UsagePages> {
    await this.settled();
    const rows: UsageRow[] = [];
    let damaged = 0;
    for (const month of await this.#months()) {
      if (month < from || month > to) continue;
      const lines = createInterface({
        input: createReadStream(join(this.folder, `${month}.jsonl`), 'utf8'),
        crlfDelay: Number.POSITIVE_INFINITY,
      });
      for await (const line of lines) {
        if (line === '') continue;
        const row = readRow(line);
        if (row === null) damaged += 1;
        else rows.push(row);
      }
    }
    return { rows, damaged };
  }

  /** Deletes every file of the book. */
  async clear(): Promise<void> {
    this.#enqueue(async () => {
      for (const month of await this.#months()) {
        await rm(join(this.folder, `${month}.jsonl`), { force: true });
      }
    });
    await this.settled();
  }

  /** Resolves when all that was appended so far is on the disk. */
  settled(): Promise<void> {
    return this.#work;
  }

  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#log.error('The usage book could not be written', { error: String(error) });
    });
  }

  async #write(file: string, line: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const handle = await open(join(this.folder, file), 'a+', 0o600);
    try {
      // A line that was torn by a crash must not take the next one with it.
      const { size } = await handle.stat();
      const last = Buffer.alloc(1);
      if (size > 0) await handle.read(last, 0, 1, size - 1);
      const isTorn = size > 0 && last[0] !== NEWLINE;
      await handle.appendFile(`${isTorn ? '\n' : ''}${line}\n`);
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  async #months(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.flatMap((name) => MONTH_FILE.exec(name)?.[1] ?? []).sort();
  }
}
