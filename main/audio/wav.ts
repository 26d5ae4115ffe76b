import { Failure } from '../../contract/failure.ts';
import { parseFormat, type WavFormat } from './wav-format.ts';

/** What a WAV file holds: `samples` are mixed to mono, -1 to 1; `channels` counts those of the file. */
export interface Wav {
  readonly sampleRate: number;
  readonly channels: number;
  readonly samples: Float32Array<ArrayBuffer>;
}

const HEADER_BYTES = 44;

/**
 * Reads a RIFF WAV file of PCM (8, 16, 24 or 32 bit) or 32-bit floats, WAVE_FORMAT_EXTENSIBLE included.
 * A data size beyond the end of the bytes, as a stream's header has, means "to the end".
 * Throws `invalid_input` on anything else.
 */
export function readWav(bytes: Uint8Array): Wav {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') {
    throw Failure.invalidInput('This is not a WAV file: it does not begin with RIFF and WAVE.');
  }
  const { format, data } = findChunks(view);
  return { sampleRate: format.sampleRate, channels: format.channels, samples: mix(data, format) };
}

/** A 16-bit mono WAV file. Throws `invalid_input` on a rate that is not a whole number of Hz. */
export function writeWav(samples: Int16Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  if (!Number.isInteger(sampleRate) || sampleRate < 1 || sampleRate > 0xffff_ffff / 2) {
    throw Failure.invalidInput(`${sampleRate} Hz cannot be the sample rate of a WAV file.`);
  }
  const bytes = new Uint8Array(HEADER_BYTES + samples.byteLength);
  const view = new DataView(bytes.buffer);
  const text = (offset: number, word: string): void =>
    bytes.set(
      [...word].map((letter) => letter.charCodeAt(0)),
      offset,
    );
  text(0, 'RIFF');
  view.setUint32(4, bytes.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.byteLength, true);
  bytes.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), HEADER_BYTES);
  return bytes;
}

function tag(view: DataView, offset: number): string {
  if (offset + 4 > view.byteLength) return '';
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(offset + i)));
}

function part(view: DataView, offset: number, length: number): DataView {
  return new DataView(view.buffer, view.byteOffset + offset, length);
}

function findChunks(view: DataView): { format: WavFormat; data: DataView } {
  let format: WavFormat | undefined;
  for (let offset = 12; offset + 8 <= view.byteLength; ) {
    const size = view.getUint32(offset + 4, true);
    const chunk = part(view, offset + 8, Math.min(size, view.byteLength - offset - 8));
    const name = tag(view, offset);
    if (name === 'fmt ') format = parseFormat(chunk);
    if (name === 'data') {
      if (format !== undefined) return { format, data: chunk };
      throw Failure.invalidInput('This WAV file has its sound before its format.');
    }
    // Chunks of an odd length are followed by one byte of padding.
    offset += 8 + size + (size % 2);
  }
  throw Failure.invalidInput('This WAV file ends before its sound begins.');
}

function mix(data: DataView, format: WavFormat): Float32Array<ArrayBuffer> {
  const { channels, bytesPerSample, read } = format;
  const frameBytes = channels * bytesPerSample;
  const samples = new Float32Array(Math.floor(data.byteLength / frameBytes));
  for (let i = 0; i < samples.length; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) {
      sum += read(data, i * frameBytes + channel * bytesPerSample);
    }
    samples[i] = sum / channels;
  }
  return samples;
}
