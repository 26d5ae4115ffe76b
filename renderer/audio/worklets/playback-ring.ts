import { SAMPLE_RATE } from './messages.ts';
import { SampleRing } from './sample-ring.ts';
import { type StreamState, StreamTable } from './stream-table.ts';

/** Four minutes: more than any answer, at 11.5 MB, of which only what is used is touched. */
export const CAPACITY = 240 * SAMPLE_RATE;

/** Changes from one stream to another that may be queued. */
const MAX_SEGMENTS = 256;

interface Segment {
  readonly state: StreamState;
  samples: number;
}

/** Samples of several streams in the order of their arrival, with an exact count of each. */
export class PlaybackRing {
  readonly streams = new StreamTable();
  readonly #samples: SampleRing;
  readonly #segments: Segment[] = [];
  #dropped = 0;

  constructor(capacity: number = CAPACITY) {
    this.#samples = new SampleRing(capacity);
  }

  /** Samples that are still to play, over all streams. */
  get pending(): number {
    return this.#samples.length;
  }

  /** Samples that found no room, since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The stream whose samples are next, or undefined when nothing is queued. */
  get next(): StreamState | undefined {
    return this.#segments[0]?.state;
  }

  /** Samples that are next before the stream changes. */
  get run(): number {
    return this.#segments[0]?.samples ?? 0;
  }

  /** Queues what there is room for; the rest is dropped and counted. */
  push(stream: number, samples: Int16Array): StreamState | undefined {
    const state = this.streams.enter(stream);
    const segment = state === undefined ? undefined : this.#segmentOf(state, samples.length);
    const taken = segment === undefined ? 0 : this.#samples.push(samples);
    this.#dropped += samples.length - taken;
    if (segment !== undefined && taken > 0) {
      if (segment.samples === 0) this.#segments.push(segment);
      segment.samples += taken;
      segment.state.received += taken;
    }
    return state;
  }

  /** Plays the next stream, and no other, into `output` and answers how many samples. */
  read(output: Float32Array): number {
    const [segment] = this.#segments;
    if (segment === undefined) return 0;
    const count = Math.min(output.length, segment.samples);
    for (let index = 0; index < count; index += 1) output[index] = this.#samples.at(index);
    this.#samples.skip(count);
    segment.samples -= count;
    segment.state.played += count;
    if (segment.samples === 0) this.#segments.shift();
    return count;
  }

  /** The sample `offset` places ahead, without playing it; 0 where there is none. */
  peek(offset: number): number {
    return this.#samples.at(offset);
  }

  /** Forgets everything that is queued and every stream. */
  flush(): void {
    this.#samples.skip(this.#samples.length);
    this.#segments.length = 0;
    this.streams.clear();
  }

  /** The newest segment when it is of the same stream, else a new one, not yet queued. */
  #segmentOf(state: StreamState, wanted: number): Segment | undefined {
    const newest = this.#segments.at(-1);
    if (newest?.state === state) return newest;
    const full = this.#segments.length === MAX_SEGMENTS && wanted > 0;
    return full ? undefined : { state, samples: 0 };
  }
}
