import type { DeviceList } from './devices.ts';

/** An audio context that can play to a chosen device (Chromium 110 and later; not in TypeScript's DOM). */
export interface Sink {
  setSinkId?(id: string): Promise<void>;
}

/** Plays to the chosen device while it is there, and to the system's default while it is not. */
export class OutputDevice {
  readonly #sink: Sink;
  readonly #list: () => Promise<DeviceList>;
  readonly #onLost: () => void;
  #chosen: string | null = null;
  /** The id that was last set; the empty one is the system's default. */
  #current = '';

  constructor(parts: { sink: Sink; list: () => Promise<DeviceList>; onLost: () => void }) {
    this.#sink = parts.sink;
    this.#list = parts.list;
    this.#onLost = parts.onLost;
  }

  /** Chooses a device; null is the system's default. */
  async choose(id: string | null): Promise<void> {
    if (id === this.#chosen) return;
    this.#chosen = id;
    await this.#use(id ?? '');
  }

  /** Looks whether the chosen device went away or came back. */
  async devicesChanged(): Promise<void> {
    const chosen = this.#chosen;
    if (chosen === null) return;
    const { outputs } = await this.#list();
    if (outputs.length === 0 || chosen !== this.#chosen) return;
    const there = outputs.some((output) => output.id === chosen);
    if (there && this.#current !== chosen) await this.#use(chosen);
    else if (!there && this.#current === chosen) await this.#fallBack();
  }

  async #use(id: string): Promise<void> {
    try {
      await this.#sink.setSinkId?.(id);
      this.#current = id;
    } catch {
      if (id === (this.#chosen ?? '')) await this.#fallBack();
    }
  }

  async #fallBack(): Promise<void> {
    this.#current = '';
    this.#onLost();
    await this.#sink.setSinkId?.('').catch(() => undefined);
  }
}
