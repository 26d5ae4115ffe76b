/** PCM16 mono. */
export interface Sound {
  readonly samples: Int16Array;
  readonly rate: number;
}

/** A WAV file of `sound`. */
export function wavFile({ samples, rate }: Sound): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length * 2, 40);
  return Buffer.concat([
    header,
    Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength),
  ]);
}

/** A sound with the pitch, the syllables and the unlikeness of speech, the same on every run. */
export function speechLike({ seconds, rate }: { seconds: number; rate: number }): Int16Array {
  let phase = 0;
  let noise = 12_345;
  return Int16Array.from({ length: Math.round(seconds * rate) }, (_, index) => {
    const time = index / rate;
    phase += (120 + 40 * Math.sin(2 * Math.PI * 0.7 * time) + 15 * time) / rate;
    noise = (noise * 1_103_515_245 + 12_345) % 2 ** 31;
    const voice = [1, 2, 3, 5, 8].reduce(
      (sum, n) => sum + Math.sin(2 * Math.PI * n * phase) / n,
      0,
    );
    const syllable = Math.abs(Math.sin(2 * Math.PI * 1.9 * time + Math.sin(time * 3)));
    return Math.round(syllable * (5000 * voice + 600 * (noise / 2 ** 30 - 1)));
  });
}
