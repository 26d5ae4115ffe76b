import { DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter, type Listen } from '../../../contract/base/emitter.ts';
import type { KeyStatus } from '../../../contract/calls/settings-calls.ts';
import { Failure } from '../../../contract/failure.ts';
import { type Profile, type ProfileChoice, profileOf } from '../../../contract/profiles.ts';
import { serverAddress } from '../realtime/server-address.ts';
import { createKeyRing, type KeyRing, type KeyRingOptions } from './key-ring.ts';
import { type KeySlot, mainSlot } from './key-vault.ts';
import { slotOf } from './profile-slot.ts';

/** What the rings are over. */
export interface KeyRingsOptions extends Omit<KeyRingOptions, 'slot'> {
  readonly choice: () => ProfileChoice;
  /** The profile, besides OpenAI’s, that the environment’s key is for. */
  readonly environmentProfile?: string | undefined;
}

/** The keys of all profiles, each read when it is first needed. */
export class KeyRings {
  readonly #options: KeyRingsOptions;
  readonly #rings = new Map<KeySlot, KeyRing>();
  readonly #owned = new DisposableStore();
  readonly #changes = this.#owned.add(new Emitter<KeyStatus>());
  /** Tells of the key of the profile in force. */
  readonly onChange: Listen<KeyStatus> = this.#changes.listen;

  constructor(options: KeyRingsOptions) {
    this.#options = options;
    this.#ring(mainSlot, 'openai');
    this.current;
  }

  /** Of the profile in force; a profile without a key of its own has OpenAI’s beside it. */
  get current(): KeyRing {
    const profile = profileOf(this.#options.choice());
    return this.of(profile) ?? this.#ring(mainSlot, 'openai');
  }

  /** Null: no key is ever sent there. */
  of(profile: Profile): KeyRing | null {
    const slot = slotOf(profile);
    return slot === null ? null : this.#ring(slot, profile.id);
  }

  /**
   * The key that a session of `profile` is opened with, once the vault has been asked. Null: none
   * is to be sent. Throws a `Failure` where one is needed and there is none for this host.
   */
  async keyFor(profile: Profile): Promise<string | null> {
    const ring = this.of(profile);
    await ring?.loaded;
    const key = ring?.reveal() ?? null;
    const { server } = profile;
    if (key !== null || server.kind === 'partner' || server.kind === 'automatic') return key;
    if ('auth' in server && server.auth === 'none') return null;
    const { host } = serverAddress(server);
    const text = `No API key was entered for ${host}; a key is sent to its own host only.`;
    throw new Failure('unauthorized', text);
  }

  /** Profiles have changed: keys that none of them may use any more are forgotten for good. */
  reconfigure(before: ProfileChoice, after: ProfileChoice): void {
    const left = new Set(after.profiles.map(slotOf));
    for (const profile of before.profiles) {
      const slot = slotOf(profile);
      if (slot !== null && slot !== mainSlot && !left.has(slot)) this.#forget(slot, profile.id);
    }
    if (slotOf(profileOf(before)) !== slotOf(profileOf(after))) {
      this.#changes.emit(this.current.status);
    }
  }

  /** Lets every vault finish; nothing changes after. */
  async close(): Promise<void> {
    this.#owned.dispose();
    await Promise.all([...this.#rings.values()].map((ring) => ring.close()));
  }

  #forget(slot: KeySlot, id: string): void {
    const { log } = this.#options;
    void this.#ring(slot, id)
      .clear()
      .catch((error: unknown) =>
        log.warn('A key of a former server stays in the vault', { error }),
      );
  }

  #ring(slot: KeySlot, id: string): KeyRing {
    const known = this.#rings.get(slot);
    if (known !== undefined) return known;
    const { environmentKey, environmentProfile, ...rest } = this.#options;
    const isMeant = slot === mainSlot || id === environmentProfile;
    const ring = createKeyRing({
      ...rest,
      slot,
      environmentKey: isMeant ? environmentKey : undefined,
    });
    this.#rings.set(slot, ring);
    this.#owned.add(
      ring.onChange((status) => {
        if (this.current === ring) this.#changes.emit(status);
      }),
    );
    return ring;
  }
}
