import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import electron from 'electron/package.json' with { type: 'json' };

// The mark that Electron compiles in before its fuses; @electron/fuses does not export it.
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

export interface FuseWire {
  /** States of the fuses, a character each: `0` off, `1` on, `r` removed. */
  readonly states: string;
  /** How often the wire is in the file: twice in a universal macOS binary. */
  readonly copies?: number;
}

/** How Electron 45 comes: as its documentation lists the defaults of the nine fuses. */
export const FACTORY: FuseWire = { states: '101100011' };

/** A binary with a fuse wire in the format that Electron compiles in, between other bytes, on both sides of a 4 MiB border. */
export function fusedBinary({ states, copies = 1 }: FuseWire): Buffer {
  const wire = [Buffer.from(SENTINEL), Buffer.from([1, states.length]), Buffer.from(states)];
  // The reader looks at 4 MiB at a time: the wire lies across that border.
  const before = Buffer.alloc(4 * 1024 * 1024 - 10, 0xcc);
  return Buffer.concat(Array.from({ length: copies }, () => [before, ...wire, before]).flat());
}

/** A folder such as Electron's archive for Linux unpacks to, whose program cannot run but has its fuses. */
export function writeFakeElectron(folder: string, wire: FuseWire = FACTORY): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'electron'), fusedBinary(wire), { mode: 0o755 });
  writeFileSync(join(folder, 'chrome-sandbox'), '', { mode: 0o755 });
  writeFileSync(join(folder, 'LICENSE'), 'Electron\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<p>Chromium</p>\n');
  writeFileSync(join(folder, 'version'), electron.version);
  for (const locale of ['en-US', 'zh-TW'])
    writeFileSync(join(folder, 'locales', `${locale}.pak`), 'locale');
}
