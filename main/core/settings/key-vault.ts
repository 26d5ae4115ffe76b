import { z } from 'zod';
import type { KeyStatus } from '../../../contract/calls/settings-calls.ts';

/** What a key is for. It becomes a part of file names and of the keyring's entries. */
export const keySlotSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/)
  .brand('KeySlot');
export type KeySlot = z.infer<typeof keySlotSchema>;

/** The slot of the key that the app is set up with. */
export const mainSlot: KeySlot = keySlotSchema.parse('openai');

/** What a vault is worth, and the name by which the learner may know it. */
export type VaultView = KeyStatus['vault'];

/**
 * What a vault has in a slot. `locked`: it would have to be opened first; `unreadable`: something
 * is there and cannot be made out; `moved`: another vault of this machine, `by`, has kept it.
 */
export type Reading =
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'moved'; readonly by: string };

/** Why a vault did not do it; what it has kept is as before. `message` never holds a key. */
export class VaultError extends Error {
  readonly reason: 'locked' | 'refused';

  constructor(reason: VaultError['reason'], message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'VaultError';
    this.reason = reason;
  }
}

/**
 * Keeps one key a slot over restarts. One piece of work at a time: who calls waits for the one
 * before. Nothing that is kept goes away but by `settle`, `undo` and `erase`.
 */
export interface KeyVault {
  /** Looks anew what there is. `none` keeps nothing. Never rejects. */
  look(): Promise<VaultView>;
  /** Never rejects, and changes nothing that it could not read. */
  read(slot: KeySlot): Promise<Reading>;
  /** Keeps `key` and puts aside what was there. Rejects with a `VaultError`. */
  write(slot: KeySlot, key: string): Promise<void>;
  /** What was written has been read back: what was put aside goes. Rejects with a `VaultError`. */
  settle(slot: KeySlot): Promise<void>;
  /** What was written is no good: what was put aside is back in place. Rejects with a `VaultError`. */
  undo(slot: KeySlot): Promise<void>;
  /** Removes all that is kept in the slot, readable or not. Rejects with a `VaultError`. */
  erase(slot: KeySlot): Promise<void>;
}

const nothing: VaultView = { strength: 'none', name: '' };

/** No vault at all. */
export const noVault: KeyVault = {
  look: async () => nothing,
  read: async () => ({ kind: 'none' }),
  write: refuse,
  settle: async () => {},
  undo: async () => {},
  erase: async () => {},
};

/** The keys of `vault`, to be used and never changed: a key ring over it keeps nothing. */
export function readOnlyVault(vault: KeyVault): KeyVault {
  return { ...noVault, read: (slot) => vault.read(slot) };
}

async function refuse(): Promise<void> {
  throw new VaultError('refused', 'Nothing is kept here.');
}
