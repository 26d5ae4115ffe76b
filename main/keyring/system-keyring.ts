import {
  type KeySlot,
  type KeyVault,
  noVault,
  type Reading,
  VaultError,
  type VaultView,
} from '../core/settings/key-vault.ts';
import { type AskKeyring, askKeyringProcess } from './ask-keyring.ts';
import type { KeyringRequest } from './keyring-message.ts';

/** What tells which keyring there is. */
export interface KeyringSurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly ask?: AskKeyring;
}

/**
 * The keyring of this user's session: Secret Service (GNOME Keyring, KWallet), macOS Keychain, or
 * Windows Credential Manager. Nothing of it is loaded into this process. With `PARLEY_NO_KEYRING`
 * set it is left alone.
 */
export function systemKeyring(surroundings: KeyringSurroundings): KeyVault {
  const { platform, environment, ask = askKeyringProcess({ environment }) } = surroundings;
  if ((environment.PARLEY_NO_KEYRING ?? '') !== '') return noVault;
  return new SystemKeyring(nameOf(platform), ask);
}

function nameOf(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'macOS Keychain';
  return platform === 'win32' ? 'Windows Credential Manager' : 'Secret Service';
}

class SystemKeyring implements KeyVault {
  readonly #name: string;
  readonly #ask: AskKeyring;

  constructor(name: string, ask: AskKeyring) {
    this.#name = name;
    this.#ask = ask;
  }

  async look(): Promise<VaultView> {
    const reply = await this.#ask({ work: 'look' });
    const isAbsent = reply.kind === 'failed' && reply.reason !== 'locked';
    return { strength: isAbsent ? 'none' : 'strong', name: this.#name };
  }

  async read(slot: KeySlot): Promise<Reading> {
    const reply = await this.#ask({ work: 'read', slot });
    if (reply.kind === 'read') {
      return reply.key === null ? { kind: 'none' } : { kind: 'key', key: reply.key };
    }
    if (reply.kind === 'done' || reply.reason === 'refused') return { kind: 'unreadable' };
    // Without a keyring nothing is known to be kept.
    return { kind: reply.reason === 'locked' ? 'locked' : 'none' };
  }

  write(slot: KeySlot, key: string): Promise<void> {
    return this.#do({ work: 'write', slot, key });
  }

  settle(slot: KeySlot): Promise<void> {
    return this.#do({ work: 'settle', slot });
  }

  undo(slot: KeySlot): Promise<void> {
    return this.#do({ work: 'undo', slot });
  }

  erase(slot: KeySlot): Promise<void> {
    return this.#do({ work: 'erase', slot });
  }

  async #do(request: KeyringRequest): Promise<void> {
    const reply = await this.#ask(request);
    if (reply.kind !== 'failed') return;
    throw new VaultError(reply.reason === 'locked' ? 'locked' : 'refused', reply.text);
  }
}
