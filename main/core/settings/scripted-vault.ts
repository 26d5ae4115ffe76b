import {
  type KeySlot,
  type KeyVault,
  type Reading,
  VaultError,
  type VaultView,
} from './key-vault.ts';

/** A vault in memory that does as it is told. */
export class ScriptedVault implements KeyVault {
  view: VaultView = { strength: 'strong', name: 'Scripted' };
  /** What is kept, by slot: a key, or a reading that it gives instead. */
  readonly kept = new Map<string, string | Reading>();
  readonly aside = new Map<string, string | Reading>();
  /** Every piece of work that was begun, by its name. */
  readonly work: string[] = [];
  /** What is written comes out as this instead. */
  garble: ((key: string) => string) | null = null;
  /** What `write` and `erase` reject with. */
  refusal: VaultError['reason'] | null = null;
  #open = Promise.withResolvers<void>();
  #begun = Promise.withResolvers<void>();

  constructor(kept: Readonly<Record<string, string | Reading>> = {}) {
    for (const [slot, key] of Object.entries(kept)) this.kept.set(slot, key);
    this.#open.resolve();
  }

  /** From now on all work hangs, until `answer`. Resolves when the first piece has begun. */
  hang(): Promise<void> {
    this.#open = Promise.withResolvers();
    this.#begun = Promise.withResolvers();
    return this.#begun.promise;
  }

  answer(): void {
    this.#open.resolve();
  }

  async look(): Promise<VaultView> {
    await this.#begin('look');
    return this.view;
  }

  async read(slot: KeySlot): Promise<Reading> {
    await this.#begin('read');
    const kept = this.kept.get(slot);
    if (kept === undefined) return { kind: 'none' };
    return typeof kept === 'string' ? { kind: 'key', key: kept } : kept;
  }

  async write(slot: KeySlot, key: string): Promise<void> {
    await this.#begin('write');
    this.#refuse();
    const before = this.kept.get(slot);
    if (before !== undefined) this.aside.set(slot, before);
    this.kept.set(slot, this.garble?.(key) ?? key);
  }

  async settle(slot: KeySlot): Promise<void> {
    await this.#begin('settle');
    this.aside.delete(slot);
  }

  async undo(slot: KeySlot): Promise<void> {
    await this.#begin('undo');
    const before = this.aside.get(slot);
    this.aside.delete(slot);
    if (before === undefined) this.kept.delete(slot);
    else this.kept.set(slot, before);
  }

  async erase(slot: KeySlot): Promise<void> {
    await this.#begin('erase');
    this.#refuse();
    this.kept.delete(slot);
    this.aside.delete(slot);
  }

  async #begin(work: string): Promise<void> {
    this.work.push(work);
    this.#begun.resolve();
    await this.#open.promise;
  }

  #refuse(): void {
    if (this.refusal !== null) throw new VaultError(this.refusal, 'As scripted.');
  }
}
