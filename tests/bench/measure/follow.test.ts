import { describe, expect, it } from 'vitest';
import { follow } from './follow.ts';
import { answerSound } from './sounds.ts';

const item = answerSound(3, 6000);
const silence = new Float32Array(500);

function played(...pieces: readonly ArrayLike<number>[]): Float32Array {
  return Float32Array.from(pieces.flatMap((piece) => Array.from(piece)));
}

describe('follow', () => {
  it('finds an item that was played whole', () => {
    const sound = played(silence, item, silence);
    expect(follow(item, sound, 0)).toEqual({ reached: 6000, lost: 0, gaps: 0, end: 6500 });
  });

  it.each([1, 2, 15, 16, 17, 2999])('tells to the sample that it was cut off at %i', (cut) => {
    const { reached, lost } = follow(item, played(silence, item.subarray(0, cut), silence), 0);
    expect({ reached, lost }).toEqual({ reached: cut < 3 ? 0 : cut, lost: 0 });
  });

  it('counts what is missing', () => {
    const sound = played(item.subarray(0, 2000), item.subarray(2100), silence);
    expect(follow(item, sound, 0)).toMatchObject({ reached: 6000, lost: 100, gaps: 0 });
  });

  it('counts silences inside, but not around', () => {
    const parts = [item.subarray(0, 2000), silence, item.subarray(2000, 2010), silence];
    const sound = played(silence, ...parts, item.subarray(2010), silence);
    expect(follow(item, sound, 0)).toMatchObject({ reached: 6000, lost: 0, gaps: 2 });
  });

  it('passes over sound that was put in', () => {
    const inserted = Float32Array.from(
      { length: 240 },
      (_, index) =>
        (1 - index / 240) * (item[2000 + index] ?? 0) + (index / 240) * (item[1760 + index] ?? 0),
    );
    const sound = played(item.subarray(0, 2000), inserted, item.subarray(2000, 4000), silence);
    expect(follow(item, sound, 0)).toMatchObject({ reached: 4000, lost: 0, gaps: 0 });
  });

  it('goes on with the next item behind the first', () => {
    const other = answerSound(4, 6000);
    const sound = played(silence, item, other.subarray(0, 777), silence);
    const { end } = follow(item, sound, 0);
    expect(follow(other, sound, end)).toMatchObject({ reached: 777, lost: 0, gaps: 0 });
  });

  it('finds nothing in silence, or in another sound', () => {
    expect(follow(item, silence, 0).reached).toBe(0);
    expect(follow(item, answerSound(9, 6000), 0).reached).toBe(0);
  });
});
