/** What is known of one stream that is being played. */
export interface StreamState {
  readonly stream: number;
  received: number;
  played: number;
  /** Its last frame has arrived. */
  ended: boolean;
}

/** The most streams that are counted at once; also the most that one report may carry. */
export const MAX_STREAMS = 64;

/** The streams in the order of their arrival, bounded. */
export class StreamTable {
  readonly #states: StreamState[] = [];

  get all(): readonly StreamState[] {
    return this.#states;
  }

  find(stream: number): StreamState | undefined {
    return this.#states.find((state) => state.stream === stream);
  }

  /**
   * The state of `stream`, made when it is new. A full table forgets the oldest stream of which
   * nothing is left to play; when there is none it answers undefined.
   */
  enter(stream: number): StreamState | undefined {
    const known = this.find(stream);
    if (known !== undefined) return known;
    if (this.#states.length === MAX_STREAMS) {
      const done = this.#states.findIndex((state) => state.played === state.received);
      if (done < 0) return undefined;
      this.#states.splice(done, 1);
    }
    const state: StreamState = { stream, received: 0, played: 0, ended: false };
    this.#states.push(state);
    return state;
  }

  forget(state: StreamState): void {
    const index = this.#states.indexOf(state);
    if (index >= 0) this.#states.splice(index, 1);
  }

  clear(): void {
    this.#states.length = 0;
  }
}
