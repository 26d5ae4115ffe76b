import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePcm16, encodePcm16, floatToPcm16, pcm16ToFloat } from './pcm16.ts';

const samples = fc.int16Array();

describe('pcm16', () => {
  it('gives back what it encoded', () => {
    fc.assert(
      fc.property(samples, (value) => {
        expect(decodePcm16(encodePcm16(value))).toEqual(value);
      }),
    );
  });

  it('encodes only the part that a view shows', () => {
    const view = new Int16Array([1, 2, 3, 4]).subarray(1, 3);
    expect(encodePcm16(view)).toBe('AgADAA==');
  });

  it.each(['A', 'AAAA', 'AA=A', 'AgAD!A==', 'AgADAA', ' AgADAA=', 'AgADAA==\n'])(
    'refuses %j',
    (text) => {
      expect(decodePcm16(text)).toBeNull();
    },
  );

  it('takes nothing as nothing', () => {
    expect(decodePcm16('')).toEqual(new Int16Array(0));
  });

  it('goes to floats and back without loss', () => {
    fc.assert(
      fc.property(samples, (value) => {
        expect(floatToPcm16(pcm16ToFloat(value))).toEqual(value);
      }),
    );
  });

  it('clips floats and silences what is not a number', () => {
    expect([...floatToPcm16(Float32Array.from([1, 1.5, -1.5, Number.NaN]))]).toEqual([
      32_767, 32_767, -32_768, 0,
    ]);
  });
});
