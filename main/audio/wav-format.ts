import { Failure } from '../../contract/failure.ts';

type ReadSample = (view: DataView, offset: number) => number;

/** The layout that a `fmt ` chunk announces; `read` gives one sample, -1 to 1. */
export interface WavFormat {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bytesPerSample: number;
  readonly read: ReadSample;
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const MOST_CHANNELS = 64;
const HIGHEST_RATE = 768_000;

const readers: Readonly<Record<string, ReadSample>> = {
  [`${PCM}/8`]: (view, offset) => (view.getUint8(offset) - 128) / 128,
  [`${PCM}/16`]: (view, offset) => view.getInt16(offset, true) / 2 ** 15,
  [`${PCM}/24`]: (view, offset) =>
    (view.getUint8(offset) + view.getInt16(offset + 1, true) * 256) / 2 ** 23,
  [`${PCM}/32`]: (view, offset) => view.getInt32(offset, true) / 2 ** 31,
  [`${FLOAT}/32`]: (view, offset) => {
    const value = view.getFloat32(offset, true);
    return Number.isFinite(value) ? value : 0;
  },
};

/** Reads a `fmt ` chunk. Throws `invalid_input` on a layout that is not supported. */
export function parseFormat(chunk: DataView): WavFormat {
  if (chunk.byteLength < 16)
    throw Failure.invalidInput('The format of this WAV file is cut short.');
  const channels = chunk.getUint16(2, true);
  const sampleRate = chunk.getUint32(4, true);
  const bits = chunk.getUint16(14, true);
  const encoding = encodingOf(chunk);
  const read = readers[`${encoding}/${bits}`];
  if (read === undefined) {
    throw Failure.invalidInput(`WAV encoding ${encoding} with ${bits} bits is not supported.`);
  }
  if (channels < 1 || channels > MOST_CHANNELS) {
    throw Failure.invalidInput(`A WAV file with ${channels} channels is not supported.`);
  }
  if (sampleRate < 1 || sampleRate > HIGHEST_RATE) {
    throw Failure.invalidInput(`A WAV file at ${sampleRate} Hz is not supported.`);
  }
  return { sampleRate, channels, bytesPerSample: bits / 8, read };
}

/** The extensible format names the real encoding in the first two bytes of its GUID. */
function encodingOf(chunk: DataView): number {
  const encoding = chunk.getUint16(0, true);
  if (encoding !== EXTENSIBLE) return encoding;
  if (chunk.byteLength < 26) {
    throw Failure.invalidInput('The extensible format of this WAV file is cut short.');
  }
  return chunk.getUint16(24, true);
}
