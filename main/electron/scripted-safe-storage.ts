import type { SafeStorage } from './safe-storage-vault.ts';

type Backend = ReturnType<SafeStorage['getSelectedStorageBackend']>;

/** Electron's `safeStorage` without an Electron. It encrypts, though nobody should rely on it. */
export class ScriptedSafeStorage implements SafeStorage {
  backend: Backend = 'gnome_libsecret';
  available = true;
  /** Thrown by the next uses, while it is set. */
  fault: Error | null = null;
  /** What it says of each decryption: the system's own key has changed. */
  shouldReEncrypt = false;
  encryptions = 0;

  getSelectedStorageBackend(): Backend {
    return this.backend;
  }

  async isAsyncEncryptionAvailable(): Promise<boolean> {
    return this.available;
  }

  async encryptStringAsync(plainText: string): Promise<Buffer> {
    this.#check();
    this.encryptions += 1;
    return Buffer.from(`${this.backend}:${this.#turn(plainText)}`);
  }

  async decryptStringAsync(encrypted: Buffer) {
    this.#check();
    const [backend, text = ''] = encrypted.toString().split(/:(.*)/s);
    if (backend !== this.backend) throw new Error('Error while decrypting the ciphertext.');
    return { shouldReEncrypt: this.shouldReEncrypt, result: this.#turn(text) };
  }

  #check(): void {
    if (this.fault !== null) throw this.fault;
    if (!this.available) throw new Error('Encryption is not available.');
  }

  #turn(text: string): string {
    return [...text].map((sign) => String.fromCharCode(sign.charCodeAt(0) ^ 1)).join('');
  }
}
