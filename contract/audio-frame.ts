/** All audio on the bridge: PCM16, little-endian, mono, at this many samples a second. */
export const SAMPLE_RATE = 24_000;

/** Bytes before the samples: kind, flags, two reserved, stream (u32), sequence (u32). */
export const HEADER_BYTES = 12;

/** The most samples one frame may carry: two seconds. A longer delta is split by its sender. */
export const MAX_FRAME_SAMPLES = 2 * SAMPLE_RATE;

const KINDS = ['microphone', 'speaker'] as const;
const LAST = 1;

/**
 * One piece of audio on the wire.
 * - `stream`: for the microphone the number of its opening, for the speaker the number of the item.
 * - `sequence`: counts the frames of a stream from 0, so that a gap can be seen.
 * - `last`: the stream ends with this frame, which may be empty.
 */
export interface AudioFrame {
  readonly kind: (typeof KINDS)[number];
  readonly stream: number;
  readonly sequence: number;
  readonly last: boolean;
  readonly samples: Int16Array;
}

/** Header and samples in one new buffer. */
export function encodeAudioFrame(frame: AudioFrame): ArrayBuffer {
  const buffer = new ArrayBuffer(HEADER_BYTES + frame.samples.length * 2);
  const view = new DataView(buffer);
  view.setUint8(0, KINDS.indexOf(frame.kind) + 1);
  view.setUint8(1, frame.last ? LAST : 0);
  view.setUint32(4, frame.stream, true);
  view.setUint32(8, frame.sequence, true);
  new Int16Array(buffer, HEADER_BYTES).set(frame.samples);
  return buffer;
}

/** The frame in `buffer` (its samples share the memory), or null when it is malformed. */
export function decodeAudioFrame(buffer: ArrayBuffer): AudioFrame | null {
  const bytes = buffer.byteLength - HEADER_BYTES;
  if (bytes < 0 || bytes % 2 !== 0 || bytes > MAX_FRAME_SAMPLES * 2) return null;
  const view = new DataView(buffer);
  const kind = KINDS[view.getUint8(0) - 1];
  const flags = view.getUint8(1);
  if (kind === undefined || flags > LAST || view.getUint16(2) !== 0) return null;
  return {
    kind,
    stream: view.getUint32(4, true),
    sequence: view.getUint32(8, true),
    last: flags === LAST,
    samples: new Int16Array(buffer, HEADER_BYTES),
  };
}
