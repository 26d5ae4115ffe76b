import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleRing } from './sample-ring.ts';

describe('SampleRing', () => {
  it('behaves as a queue of its capacity, wherever it wraps', () => {
    const step = fc.record({ push: fc.boolean(), count: fc.integer({ min: 0, max: 12 }) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.array(step), (capacity, steps) => {
        const ring = new SampleRing(capacity);
        const model: number[] = [];
        let next = 1;
        for (const { push, count } of steps) {
          if (push) {
            const samples = Int16Array.from({ length: count }, () => next++);
            const taken = Math.min(count, capacity - model.length);
            expect(ring.push(samples)).toBe(taken);
            model.push(...samples.subarray(0, taken));
          } else {
            ring.skip(count);
            model.splice(0, count);
          }
          expect(ring.length).toBe(model.length);
          expect(model.map((_, index) => ring.at(index) * 0x8000)).toEqual(model);
          expect(ring.at(model.length)).toBe(0);
        }
      }),
    );
  });
});
