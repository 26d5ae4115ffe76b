import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { pcm16ToFloat } from './pcm16.ts';
import { readWav, writeWav } from './wav.ts';

interface Layout {
  readonly encoding: number;
  readonly bits: number;
  readonly channels: number;
}

function chunk(name: string, body: Uint8Array, size = body.length): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function format({ encoding, bits, channels }: Layout, extensible = false): Buffer {
  const body = Buffer.alloc(extensible ? 40 : 16);
  body.writeUInt16LE(extensible ? 0xfffe : encoding, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(8000, 4);
  body.writeUInt16LE(bits, 14);
  if (extensible) body.writeUInt16LE(encoding, 24);
  return chunk('fmt ', body);
}

function riff(...chunks: Uint8Array[]): Uint8Array {
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'), ...chunks]);
}

const mono16 = { encoding: 1, bits: 16, channels: 1 };
const half = Buffer.from([0x00, 0x40]);

describe('wav', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.int16Array(), fc.integer({ min: 1, max: 768_000 }), (samples, sampleRate) => {
        const wav = readWav(writeWav(samples, sampleRate));
        expect(wav).toEqual({ sampleRate, channels: 1, samples: pcm16ToFloat(samples) });
      }),
    );
  });

  it.each([
    [1, 8, [0xc0]],
    [1, 16, [0x00, 0x40]],
    [1, 24, [0x00, 0x00, 0x40]],
    [1, 32, [0x00, 0x00, 0x00, 0x40]],
    [3, 32, [0x00, 0x00, 0x00, 0x3f]],
  ])('reads encoding %i of %i bits, plain and extensible', (encoding, bits, bytes) => {
    const layout = { encoding, bits, channels: 1 };
    const data = chunk('data', Uint8Array.from(bytes));
    expect([...readWav(riff(format(layout), data)).samples]).toEqual([0.5]);
    expect([...readWav(riff(format(layout, true), data)).samples]).toEqual([0.5]);
  });

  it('reads negative 24-bit samples', () => {
    const data = chunk('data', Uint8Array.from([0, 0, 0xc0]));
    expect([...readWav(riff(format({ ...mono16, bits: 24 }), data)).samples]).toEqual([-0.5]);
  });

  it('mixes channels', () => {
    const data = chunk('data', Buffer.concat([half, Buffer.alloc(2)]));
    const wav = readWav(riff(format({ ...mono16, channels: 2 }), data));
    expect(wav.channels).toBe(2);
    expect([...wav.samples]).toEqual([0.25]);
  });

  it('steps over chunks of an odd length', () => {
    const odd = chunk('LIST', Uint8Array.from([1, 2, 3]));
    expect(readWav(riff(odd, format(mono16), odd, chunk('data', half))).samples[0]).toBe(0.5);
  });

  it.each([0xffff_ffff, 0x7fff_f000, 4])('takes a data size of %i as "to the end"', (size) => {
    expect(readWav(riff(format(mono16), chunk('data', half, size))).samples).toHaveLength(1);
  });

  it('leaves off half a sample', () => {
    expect(
      readWav(riff(format(mono16), chunk('data', Buffer.from([0, 64, 9])))).samples,
    ).toHaveLength(1);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['another file', Buffer.from('OggS and more bytes than twelve')],
    ['no sound', riff(format(mono16))],
    ['sound before its format', riff(chunk('data', half), format(mono16))],
    ['a short format', riff(chunk('fmt ', new Uint8Array(4)), chunk('data', half))],
    ['A-law', riff(format({ ...mono16, encoding: 6, bits: 8 }), chunk('data', half))],
    ['no channels', riff(format({ ...mono16, channels: 0 }), chunk('data', half))],
  ])('refuses %s with a sentence', (_name, bytes) => {
    expect(() => readWav(bytes)).toThrow(Failure);
    expect(() => readWav(bytes)).toThrow(/^[A-Z].+\.$/);
  });

  it('never throws anything but a failure', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        try {
          readWav(riff(noise));
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
    );
  });
});
