import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeySlot } from '../core/settings/key-vault.ts';

/**
 * Remembers, in `keys/SLOT.keyring` of the data directory, which keyring was given a key: without
 * it, a keyring that cannot be reached would look like one that was never given any. It holds the
 * keyring's name and nothing of the key. A disk that refuses costs the explanation only.
 */
export class KeptNote {
  readonly #path: string;

  constructor(dataDirectory: string, slot: KeySlot) {
    this.#path = join(dataDirectory, 'keys', `${slot}.keyring`);
  }

  /** The name of the keyring; null when none has a key. */
  read(): string | null {
    try {
      return readFileSync(this.#path, 'utf8').trim().slice(0, 64) || null;
    } catch {
      return null;
    }
  }

  write(name: string): void {
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      writeFileSync(this.#path, `${name}\n`, { mode: 0o600 });
    } catch {
      // The key is kept all the same.
    }
  }

  remove(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch {
      // At the next start the learner is told of a key that is gone, and can forget it again.
    }
  }
}
