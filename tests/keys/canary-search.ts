import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where something was found, and in what form. */
export interface Find {
  readonly place: string;
  readonly form: string;
}

/**
 * A key of no known shape, so that it is left out for its value alone, with signs that JSON,
 * addresses and base64 each write in their own way.
 */
export function makeCanary(): string {
  return `cAn4ry+/${randomBytes(18).toString('hex')}"\\`;
}

/** Finds a canary, or half of it, in any of the forms in which it could be written. */
export class CanarySearch {
  readonly finds: Find[] = [];
  readonly #forms: readonly (readonly [form: string, bytes: Buffer])[];

  constructor(canary: string) {
    const middle = Math.floor(canary.length / 2);
    const parts: [string, string][] = [
      ['whole', canary],
      ['first half', canary.slice(0, middle)],
      ['second half', canary.slice(middle)],
    ];
    this.#forms = parts.flatMap(([part, text]) =>
      formsOf(text).map(([form, bytes]) => [`${part} ${form}`, bytes] as const),
    );
  }

  /** Looks through `content`, notes what it finds, and returns it. */
  through(place: string, content: string | Uint8Array): readonly Find[] {
    const bytes = Buffer.from(content);
    const found = this.#forms.filter(([, form]) => bytes.includes(form));
    const finds = found.map(([form]) => ({ place, form }));
    this.finds.push(...finds);
    return finds;
  }

  /** Looks through every file below `directory`, and their names. Returns how many there were. */
  throughFiles(directory: string): number {
    const files = readdirSync(directory, { recursive: true, withFileTypes: true });
    for (const entry of files) {
      const path = join(entry.parentPath, entry.name);
      this.through(`name ${path}`, path);
      if (entry.isFile()) this.through(path, readFileSync(path));
    }
    return files.filter((entry) => entry.isFile()).length;
  }
}

function formsOf(text: string): [string, Buffer][] {
  const json = JSON.stringify(text).slice(1, -1);
  const wide = Buffer.from(text, 'utf16le');
  const texts: [string, string][] = [
    ['as it is', text],
    ['reversed', [...text].reverse().join('')],
    ['in JSON', json],
    ['in JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['in an address', encodeURIComponent(text)],
    ['in hex', Buffer.from(text).toString('hex')],
    ['in HEX', Buffer.from(text).toString('hex').toUpperCase()],
    ...base64Of(Buffer.from(text), 'base64'),
    ...base64Of(wide, 'base64 of UTF-16'),
  ];
  return [
    ...texts.map(([form, written]): [string, Buffer] => [form, Buffer.from(written)]),
    ['in UTF-16', wide],
    ['in UTF-16 with the high byte first', Buffer.from(wide).swap16()],
  ];
}

/** What every base64 of something with `bytes` in it has in common, for each place in a triple. */
function base64Of(bytes: Buffer, form: string): [string, string][] {
  return [0, 1, 2].flatMap((offset): [string, string][] => {
    // The part that begins at a whole triple and ends with one.
    const start = (3 - offset) % 3;
    const end = start + 3 * Math.floor((bytes.length - start) / 3);
    const whole = bytes.subarray(start, end).toString('base64');
    const url = whole.replaceAll('+', '-').replaceAll('/', '_');
    return [
      [`in ${form} at ${offset}`, whole],
      [`in ${form} for addresses at ${offset}`, url],
    ];
  });
}
