import { assertNever } from '../../../contract/base/assert-never.ts';
import { DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter, type Listen } from '../../../contract/base/emitter.ts';
import type { KeyStatus } from '../../../contract/calls/settings-calls.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { type KeySlot, type KeyVault, type Reading, VaultError } from './key-vault.ts';
import { sameSecret } from './same-secret.ts';

/** Holds the API key. Only `status` ever crosses the bridge. */
export interface KeyRing {
  readonly status: KeyStatus;
  readonly onChange: Listen<KeyStatus>;
  /** The key itself, for the endpoint's headers and nothing else. */
  reveal(): string | null;
  /** Resolves when what is kept has been read, or is taking too long. Never rejects. */
  readonly loaded: Promise<void>;
  /** Reads once more what could not be read before. Never rejects. */
  retry(): Promise<void>;
  /**
   * Uses `key` at once, and keeps it where the vault is strong, or weak and `weak` agrees to it.
   * Resolves when it is kept and was read back, or could not be, which the status tells.
   */
  set(key: string, weak: boolean): Promise<void>;
  /** Forgets the typed key, and removes the kept one. Rejects with a `Failure` when that stays. */
  clear(): Promise<void>;
  /** Lets the vault finish, for as long as patience lasts; nothing changes after. */
  close(): Promise<void>;
}

/** What a ring is over. */
export interface KeyRingOptions {
  readonly slot: KeySlot;
  readonly environmentKey: string | undefined;
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds until a vault that does not answer is called locked; it may answer later. */
  readonly patience?: number;
}

/** What can change. `own` was typed in, now or (`isKept`) in an earlier run. */
interface State {
  readonly vault: KeyStatus['vault'];
  readonly own: string | null;
  readonly isKept: boolean;
  readonly trouble: KeyStatus['trouble'];
}

/** A desktop's dialog that asks for the keyring's password is up by then. */
const PATIENCE_MILLISECONDS = 5000;

/**
 * A ring that begins to load at once. What the learner has given to Parley itself, now or in an
 * earlier run, goes before the environment: so a key that was typed in stays in use after a restart.
 */
export function createKeyRing(options: KeyRingOptions): KeyRing {
  return new VaultKeyRing(options);
}

class VaultKeyRing implements KeyRing {
  readonly #slot: KeySlot;
  readonly #vault: KeyVault;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #patience: number;
  readonly #environment: string | null;
  readonly #owned = new DisposableStore();
  readonly #changes = this.#owned.add(new Emitter<KeyStatus>());
  readonly onChange = this.#changes.listen;
  readonly loaded: Promise<void>;
  #state: State = {
    vault: { strength: 'none', name: '' },
    own: null,
    isKept: false,
    trouble: null,
  };
  /** Counts what the learner decided; work for an older decision changes the status no more. */
  #decision = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: KeyRingOptions) {
    const { slot, vault, clock, log, environmentKey, patience = PATIENCE_MILLISECONDS } = options;
    this.#slot = slot;
    this.#vault = vault;
    this.#clock = clock;
    this.#log = log;
    this.#patience = patience;
    this.#environment = environmentKey?.trim() || null;
    if (this.#environment !== null) log.conceal(this.#environment);
    this.loaded = this.#load();
  }

  get status(): KeyStatus {
    const { vault, own, isKept, trouble } = this.#state;
    const other = this.#environment === null ? 'none' : 'environment';
    const place = own === null ? other : isKept ? 'vault' : 'memory';
    return { configured: place !== 'none', place, vault, trouble };
  }

  reveal(): string | null {
    return this.#state.own ?? this.#environment;
  }

  async retry(): Promise<void> {
    if (this.#state.own === null && this.#state.trouble !== null) await this.#load();
  }

  async set(key: string, weak: boolean): Promise<void> {
    if (!isKey(key)) {
      throw Failure.invalidInput('A key has letters, digits and signs only, without spaces.');
    }
    this.#log.conceal(key);
    const become = this.#decide({ own: key, isKept: false });
    await this.#attend(become, () => this.#keep(key, { weak, become }));
  }

  async clear(): Promise<void> {
    const { trouble } = this.#state;
    const become = this.#decide({ own: null, isKept: false });
    const outcome: { error: VaultError | null } = { error: null };
    const isDone = await this.#attend(become, async () => {
      outcome.error = await this.#erase(trouble !== null);
      become({ trouble: outcome.error && troubleOf(outcome.error, trouble ?? 'unreadable') });
    });
    if (!isDone) throw new Failure('timed_out', 'The keyring has not answered yet.');
    if (outcome.error !== null) throw notErased(outcome.error);
  }

  async close(): Promise<void> {
    await this.#withPatience(this.#queue, () => {});
    this.#owned.dispose();
  }

  async #load(): Promise<void> {
    const become = this.#becomeWhile(this.#decision);
    await this.#attend(become, async () => {
      become({ vault: await this.#vault.look() });
      const reading = await this.#vault.read(this.#slot);
      become(this.#stateOf(reading));
    });
  }

  #stateOf(reading: Reading): Partial<State> {
    switch (reading.kind) {
      case 'none':
        return { trouble: null };
      case 'key':
        if (!isKey(reading.key)) return { trouble: 'unreadable' };
        this.#log.conceal(reading.key);
        return { own: reading.key, isKept: true, trouble: null };
      case 'locked':
      case 'unreadable':
      case 'moved':
        return { trouble: reading.kind };
      default:
        return assertNever(reading);
    }
  }

  /** Keeps the key, and believes it only when it has been read back. */
  async #keep(key: string, { weak, become }: { weak: boolean; become: Become }): Promise<void> {
    const vault = await this.#vault.look();
    become({ vault });
    const mayKeep = vault.strength === 'strong' || (vault.strength === 'weak' && weak);
    if (!mayKeep) return become({ trouble: null });
    try {
      await this.#vault.write(this.#slot, key);
      const reading = await this.#vault.read(this.#slot);
      const isSame = reading.kind === 'key' && sameSecret(reading.key, key);
      if (isSame) await this.#vault.settle(this.#slot);
      else await this.#vault.undo(this.#slot);
      become(isSame ? { isKept: true, trouble: null } : { trouble: 'not_kept' });
    } catch (error) {
      this.#log.warn('The key could not be kept', { error });
      become({ trouble: troubleOf(error, 'not_kept') });
    }
  }

  /** `isOwed`: something is known to be kept, though the vault may not be there now. */
  async #erase(isOwed: boolean): Promise<VaultError | null> {
    try {
      // Without a vault there is nothing to be removed, and nobody to be asked.
      const vault = await this.#vault.look();
      if (isOwed || vault.strength !== 'none') await this.#vault.erase(this.#slot);
      return null;
    } catch (error) {
      this.#log.warn('The kept key could not be removed', { error });
      return error instanceof VaultError ? error : new VaultError('refused', String(error));
    }
  }

  /** Takes up what the learner has decided; gives back how work for it may change the status. */
  #decide(state: Partial<State>): Become {
    this.#decision += 1;
    const become = this.#becomeWhile(this.#decision);
    become(state);
    return become;
  }

  #becomeWhile(decision: number): Become {
    return (change) => {
      if (decision !== this.#decision || this.#owned.disposed) return;
      const before = JSON.stringify(this.status);
      const { own } = this.#state;
      this.#state = { ...this.#state, ...change };
      // Another key in the same place is news too: whoever has checked the former one looks again.
      const isNews = own !== this.#state.own || JSON.stringify(this.status) !== before;
      if (isNews) this.#changes.emit(this.status);
    };
  }

  /** One piece of work after the other. False when patience ended before the work did. */
  #attend(become: Become, work: () => Promise<void>): Promise<boolean> {
    const done = this.#queue.then(work).catch((error: unknown) => {
      this.#log.error('The vault failed', { error });
      become({ trouble: 'unreadable' });
    });
    this.#queue = done;
    return this.#withPatience(done, () => become({ trouble: 'locked' }));
  }

  #withPatience(done: Promise<void>, overdue: () => void): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const alarm = this.#clock.after(this.#patience, () => {
      overdue();
      resolve(false);
    });
    void done.then(() => {
      alarm.dispose();
      resolve(true);
    });
    return promise;
  }
}

type Trouble = NonNullable<KeyStatus['trouble']>;
type Become = (change: Partial<State>) => void;

// A header cannot carry anything else, and the error of the socket would quote the key.
function isKey(text: string): boolean {
  return /^[\x21-\x7e]{1,512}$/.test(text);
}

function troubleOf(error: unknown, other: Trouble): Trouble {
  return error instanceof VaultError && error.reason === 'locked' ? 'locked' : other;
}

function notErased({ reason, cause }: VaultError): Failure {
  if (reason === 'locked') return new Failure('timed_out', 'The keyring is locked.', { cause });
  return new Failure('internal', 'The keyring would not remove the key.', { cause });
}
