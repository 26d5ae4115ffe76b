import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPACITY, PlaybackRing } from './playback-ring.ts';

const operation = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('push' as const),
      stream: fc.nat(3),
      count: fc.nat(300),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      count: fc.integer({ min: 1, max: 256 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('flush' as const) }) },
);

describe('PlaybackRing', () => {
  it('holds at least four minutes', () => {
    expect(CAPACITY).toBeGreaterThanOrEqual(240 * 24_000);
  });

  it('plays what found room, in order, and counts each stream exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.array(operation), (capacity, steps) => {
        const ring = new PlaybackRing(capacity);
        let model: { stream: number; sample: number }[] = [];
        let played = new Map<number, number>();
        let next = 0;
        let dropped = 0;
        for (const step of steps) {
          if (step.kind === 'push') {
            const samples = Int16Array.from(
              { length: step.count },
              () => (next++ % 60_000) - 30_000,
            );
            const room = Math.min(step.count, capacity - model.length);
            ring.push(step.stream, samples);
            model.push(
              ...[...samples.subarray(0, room)].map((sample) => ({ stream: step.stream, sample })),
            );
            dropped += step.count - room;
          } else if (step.kind === 'read') {
            const output = new Float32Array(step.count);
            const stream = model[0]?.stream;
            const run = model.findIndex((entry) => entry.stream !== stream);
            const due = Math.min(step.count, run < 0 ? model.length : run);
            expect(ring.next?.stream).toBe(stream);
            expect(ring.read(output)).toBe(due);
            const expected = model.splice(0, due).map(({ sample }) => sample);
            expect([...output.subarray(0, due)].map((sample) => sample * 0x8000)).toEqual(expected);
            if (stream !== undefined) played.set(stream, (played.get(stream) ?? 0) + due);
          } else {
            ring.flush();
            model = [];
            played = new Map();
          }
          expect(ring.pending).toBe(model.length);
          expect(ring.dropped).toBe(dropped);
          for (const { stream, played: count } of ring.streams.all) {
            expect(count).toBe(played.get(stream) ?? 0);
          }
        }
      }),
    );
  });

  it('bounds the changes of stream that wait: goes on with the newest, counts what it drops', () => {
    const ring = new PlaybackRing(10_000);
    for (let turn = 0; turn < 1000; turn += 1) ring.push(turn % 2, Int16Array.of(turn));
    expect(ring.pending).toBe(256 + 372);
    expect(ring.dropped).toBe(372);
  });
});
