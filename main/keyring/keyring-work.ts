import type { KeySlot } from '../core/settings/key-vault.ts';
import type { KeyringReply, KeyringRequest } from './keyring-message.ts';

/** What is used of an entry of `@napi-rs/keyring`. */
export interface KeyringEntry {
  getPassword(): Promise<string | null>;
  setPassword(password: string): Promise<void>;
  deleteCredential(): Promise<boolean>;
}

/** The keyring's entry of that name. May throw where there is no keyring. */
export type OpenEntry = (name: string) => KeyringEntry;

/** Does one piece of work. Never rejects. */
export async function doKeyringWork(
  request: KeyringRequest,
  open: () => Promise<OpenEntry>,
): Promise<KeyringReply> {
  try {
    return await work(request, await open());
  } catch (error) {
    return failureOf(error);
  }
}

async function work(request: KeyringRequest, entry: OpenEntry): Promise<KeyringReply> {
  // An entry that was never made: a keyring that is there says so without being unlocked.
  if (request.work === 'look') return read(entry('nothing'));
  const [current, aside] = [entry(request.slot), entry(asideOf(request.slot))];
  switch (request.work) {
    case 'read': {
      const found = await read(current);
      // Without the first there is the second only if a write was cut off.
      return found.key === null ? read(aside) : found;
    }
    case 'write':
      await copy(current, aside);
      await current.setPassword(request.key);
      return { kind: 'done' };
    case 'settle':
      await aside.deleteCredential();
      return { kind: 'done' };
    case 'undo':
      if (!(await copy(aside, current))) await current.deleteCredential();
      await aside.deleteCredential();
      return { kind: 'done' };
    case 'erase':
      await current.deleteCredential();
      await aside.deleteCredential();
      return { kind: 'done' };
  }
}

// A slot has no dot in its name, so this can be no other slot.
function asideOf(slot: KeySlot): string {
  return `${slot}.previous`;
}

async function read(entry: KeyringEntry): Promise<Extract<KeyringReply, { kind: 'read' }>> {
  return { kind: 'read', key: (await entry.getPassword()) ?? null };
}

/** False when there was nothing to copy. */
async function copy(from: KeyringEntry, to: KeyringEntry): Promise<boolean> {
  const key = await from.getPassword();
  if (key !== null) await to.setPassword(key);
  return key !== null;
}

/** The keyrings' own words, as far as they tell one case from another. */
function failureOf(error: unknown): KeyringReply {
  const text = (error instanceof Error ? error.message : String(error)).slice(0, 2000);
  const locked = /unlock|locked|dismissed|interaction is not allowed|cancel/i.test(text);
  const absent = /DBus error|Cannot find (?:module|native)|No default store|ENOENT/i.test(text);
  return { kind: 'failed', reason: locked ? 'locked' : absent ? 'absent' : 'refused', text };
}
