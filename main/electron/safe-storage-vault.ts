import type { safeStorage } from 'electron';
import type { Log } from '../core/base/log.ts';
import {
  type KeySlot,
  type KeyVault,
  type Reading,
  VaultError,
  type VaultView,
} from '../core/settings/key-vault.ts';
import { KeyFile, type KeyRecord } from './key-file.ts';

/** The part of Electron that is used. Only after `ready` does it know its back end. */
export type SafeStorage = Pick<
  typeof safeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>;

export interface SafeStorageOptions {
  readonly storage: SafeStorage;
  readonly platform: NodeJS.Platform;
  readonly dataDirectory: string;
  readonly log: Log;
}

/**
 * Keys in files of the data directory, encrypted by the system. `basic_text` and `unknown` are weak:
 * their password is the same on every machine.
 */
export function safeStorageVault(options: SafeStorageOptions): KeyVault {
  return new SafeStorageVault(options);
}

const names: Readonly<Record<string, string>> = {
  keychain: 'macOS Keychain',
  dpapi: 'Windows DPAPI',
  gnome_libsecret: 'GNOME Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

class SafeStorageVault implements KeyVault {
  readonly #storage: SafeStorage;
  readonly #platform: NodeJS.Platform;
  readonly #dataDirectory: string;
  readonly #log: Log;

  constructor({ storage, platform, dataDirectory, log }: SafeStorageOptions) {
    this.#storage = storage;
    this.#platform = platform;
    this.#dataDirectory = dataDirectory;
    this.#log = log;
  }

  async look(): Promise<VaultView> {
    const backend = this.#backend();
    const name = names[backend] ?? backend;
    if (!(await this.#isAvailable())) return { strength: 'none', name };
    return { strength: isWeak(backend) ? 'weak' : 'strong', name };
  }

  async read(slot: KeySlot): Promise<Reading> {
    const file = this.#file(slot);
    const reading = await file.read();
    if (reading.kind === 'none') return reading;
    if (reading.kind === 'damaged') return { kind: 'unreadable' };
    const { record } = reading;
    // Tried before the back ends are compared: some can read what another of them wrote.
    const opened = await this.#decrypt(record);
    if (opened === null) return this.#whyNot(record);
    if (opened.shouldReEncrypt) await this.#encryptAnew(file, opened.result);
    return { kind: 'key', key: opened.result };
  }

  async write(slot: KeySlot, key: string): Promise<void> {
    const file = this.#file(slot);
    const record = await this.#encrypt(key);
    await refusing(async () => {
      // What cannot be read must not push out an older one that perhaps can.
      const before = await file.read();
      const aside = before.kind === 'record' && (await this.#decrypt(before.record)) !== null;
      await file.write(record, aside || !(await file.hasPrevious()));
    });
  }

  async settle(slot: KeySlot): Promise<void> {
    await refusing(() => this.#file(slot).settle());
  }

  async undo(slot: KeySlot): Promise<void> {
    await refusing(() => this.#file(slot).undo());
  }

  async erase(slot: KeySlot): Promise<void> {
    await refusing(() => this.#file(slot).erase());
  }

  #file(slot: KeySlot): KeyFile {
    return new KeyFile(this.#dataDirectory, slot);
  }

  #backend(): string {
    if (this.#platform === 'darwin') return 'keychain';
    if (this.#platform === 'win32') return 'dpapi';
    return this.#storage.getSelectedStorageBackend();
  }

  async #isAvailable(): Promise<boolean> {
    return this.#storage.isAsyncEncryptionAvailable().catch(() => false);
  }

  /** Why a record could not be opened, as far as it can be told from here. */
  async #whyNot({ backend }: KeyRecord): Promise<Reading> {
    if (backend !== this.#backend()) return { kind: 'moved', by: backend };
    return { kind: (await this.#isAvailable()) ? 'unreadable' : 'locked' };
  }

  async #decrypt({ ciphertext }: KeyRecord) {
    try {
      return await this.#storage.decryptStringAsync(Buffer.from(ciphertext, 'base64'));
    } catch (error) {
      this.#log.warn('A kept key could not be decrypted', { error });
      return null;
    }
  }

  async #encrypt(key: string): Promise<KeyRecord> {
    const encrypted = await refusing(() => this.#storage.encryptStringAsync(key));
    return { version: 1, backend: this.#backend(), ciphertext: encrypted.toString('base64') };
  }

  /** The system has a newer key of its own. What it made of ours is tried before it is believed. */
  async #encryptAnew(file: KeyFile, key: string): Promise<void> {
    try {
      if (isWeak(this.#backend())) return;
      const record = await this.#encrypt(key);
      if ((await this.#decrypt(record))?.result === key) await file.write(record, false);
    } catch (error) {
      this.#log.warn('A kept key could not be encrypted anew', { error });
    }
  }
}

function isWeak(backend: string): boolean {
  return backend === 'basic_text' || backend === 'unknown';
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new VaultError('refused', text, { cause });
  }
}
