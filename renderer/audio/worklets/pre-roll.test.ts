import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PreRoll } from './pre-roll.ts';

it('gives back the newest blocks once, oldest first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 30 }), (size, kept) => {
      const preRoll = new PreRoll(size, 1);
      for (let block = 0; block < kept; block += 1) preRoll.keep(Int16Array.of(block));
      const out: number[] = [];
      preRoll.drain((block) => out.push(...block));
      expect(out).toEqual([...Array(kept).keys()].slice(-size));
      preRoll.drain(() => expect.unreachable());
    }),
  );
});
