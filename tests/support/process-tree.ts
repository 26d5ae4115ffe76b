import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A process of this machine, as Linux's /proc tells of it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** Its arguments, with NUL between them. */
  readonly commandLine: string;
  /** The environment that it was started with, with NUL between its entries. */
  readonly environment: string;
}

/** `root` and everything below it, as far as it may be read. Linux only. */
export function processTree(root: number): readonly ProcessEntry[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const entries = all.flatMap((name) => entryOf(Number(name)) ?? []);
  const found = entries.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...entries.filter(({ parent }) => parent === pid));
  return found;
}

function entryOf(pid: number): ProcessEntry | null {
  try {
    const read = (file: string): string => readFileSync(join('/proc', String(pid), file), 'latin1');
    // The name in brackets may hold anything; the state and the parent come after it.
    const fields = read('stat')
      .replace(/^.*\) /s, '')
      .split(' ');
    const parent = Number(fields[1]);
    return { pid, parent, commandLine: read('cmdline'), environment: read('environ') };
  } catch {
    return null;
  }
}
