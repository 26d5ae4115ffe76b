import {
  type KeySlot,
  type KeyVault,
  noVault,
  type Reading,
  VaultError,
  type VaultView,
} from '../core/settings/key-vault.ts';
import { type AskKeyring, askKeyringProcess } from './ask-keyring.ts';
import { KeptNote } from './kept-note.ts';
import type { KeyringRequest } from './keyring-message.ts';

/** What tells which keyring there is. */
export interface KeyringSurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where it is noted that a key is kept; without it nothing is noted. */
  readonly dataDirectory?: string;
  readonly ask?: AskKeyring;
}

/**
 * The keyring of this user's session: Secret Service (GNOME Keyring, KWallet), macOS Keychain, or
 * Windows Credential Manager. Nothing of it is loaded into this process. With `PARLEY_NO_KEYRING`
 * set it is left alone.
 */
export function systemKeyring(surroundings: KeyringSurroundings): KeyVault {
  const { platform, environment, dataDirectory } = surroundings;
  const { ask = askKeyringProcess({ environment }) } = surroundings;
  if ((environment.PARLEY_NO_KEYRING ?? '') !== '') return noVault;
  const note = (slot: KeySlot): KeptNote | null =>
    dataDirectory === undefined ? null : new KeptNote(dataDirectory, slot);
  return new SystemKeyring(nameOf(platform), { ask, note });
}

function nameOf(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'macOS Keychain';
  return platform === 'win32' ? 'Windows Credential Manager' : 'Secret Service';
}

class SystemKeyring implements KeyVault {
  readonly #name: string;
  readonly #ask: AskKeyring;
  readonly #note: (slot: KeySlot) => KeptNote | null;

  constructor(
    name: string,
    { ask, note }: { ask: AskKeyring; note: (slot: KeySlot) => KeptNote | null },
  ) {
    this.#name = name;
    this.#ask = ask;
    this.#note = note;
  }

  async look(): Promise<VaultView> {
    const reply = await this.#ask({ work: 'look' });
    const isAbsent = reply.kind === 'failed' && reply.reason !== 'locked';
    return { strength: isAbsent ? 'none' : 'strong', name: this.#name };
  }

  async read(slot: KeySlot): Promise<Reading> {
    const reply = await this.#ask({ work: 'read', slot });
    if (reply.kind === 'read') {
      return reply.key === null ? this.#missing(slot) : { kind: 'key', key: reply.key };
    }
    if (reply.kind === 'done' || reply.reason === 'refused') return { kind: 'unreadable' };
    return reply.reason === 'locked' ? { kind: 'locked' } : this.#missing(slot);
  }

  /** What was kept and is not here is with another keyring, or with this one at another time. */
  #missing(slot: KeySlot): Reading {
    const by = this.#note(slot)?.read() ?? null;
    return by === null ? { kind: 'none' } : { kind: 'moved', by };
  }

  write(slot: KeySlot, key: string): Promise<void> {
    return this.#do({ work: 'write', slot, key });
  }

  async settle(slot: KeySlot): Promise<void> {
    await this.#do({ work: 'settle', slot });
    this.#note(slot)?.write(this.#name);
  }

  undo(slot: KeySlot): Promise<void> {
    return this.#do({ work: 'undo', slot });
  }

  async erase(slot: KeySlot): Promise<void> {
    await this.#do({ work: 'erase', slot });
    this.#note(slot)?.remove();
  }

  async #do(request: KeyringRequest): Promise<void> {
    const reply = await this.#ask(request);
    if (reply.kind !== 'failed') return;
    throw new VaultError(reply.reason === 'locked' ? 'locked' : 'refused', reply.text);
  }
}
