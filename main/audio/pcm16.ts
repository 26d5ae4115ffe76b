/** Base64 of little-endian PCM16, as the Realtime API carries audio. */
export function encodePcm16(samples: Int16Array): string {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64');
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Samples from base64 of little-endian PCM16, or null where it is not padded base64 or ends in half a sample. */
export function decodePcm16(text: string): Int16Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0 || !BASE64.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.byteLength % 2 !== 0) return null;
  // A copy: a Buffer may lie at an odd offset of a shared pool.
  const samples = new Int16Array(bytes.byteLength / 2);
  new Uint8Array(samples.buffer).set(bytes);
  return samples;
}

/** PCM16 from floats of -1 to 1: clipped; what is not a number becomes silence. */
export function floatToPcm16(samples: Float32Array): Int16Array<ArrayBuffer> {
  const output = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    const value = Math.round((samples[i] ?? 0) * 32_768);
    output[i] = Math.max(-32_768, Math.min(32_767, value)) || 0;
  }
  return output;
}

/** Floats of -1 to 1 from PCM16. */
export function pcm16ToFloat(samples: Int16Array): Float32Array<ArrayBuffer> {
  const output = new Float32Array(samples.length);
  for (let i = 0; i < samples.length; i++) output[i] = (samples[i] ?? 0) / 32_768;
  return output;
}
