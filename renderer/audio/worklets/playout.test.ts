import { describe, expect, it } from 'vitest';
import { MAX_DELAY, Playout } from './playout.ts';

const CHUNK = 4800;
const open = (stream: number) => ({ stream, ended: false });

/** Lets chunks of `stream` arrive at the given times. */
function arrive(playout: Playout, stream: number, times: readonly number[]): void {
  times.forEach((now, index) => {
    playout.arrived({ stream, now, media: index * CHUNK });
  });
}

describe('Playout', () => {
  it('asks nothing of a calm connection, at real time or faster', () => {
    const playout = new Playout();
    arrive(playout, 0, [0, CHUNK, 2 * CHUNK, 3 * CHUNK]);
    expect(playout.wanted(open(0))).toBe(0);
    arrive(playout, 1, [50_000, 51_000, 51_100, 54_000]);
    expect(playout.wanted(open(1))).toBe(0);
  });

  it('asks for more than it saw after a surprise, and never for more than its bound', () => {
    const playout = new Playout();
    arrive(playout, 0, [0, CHUNK + 1000]);
    expect(playout.wanted(open(0))).toBe(3000);
    arrive(playout, 1, [50_000, 50_000 + CHUNK + 240_000]);
    expect(playout.wanted(open(1))).toBe(MAX_DELAY);
  });

  it('asks less of a stream whose chunks have come early: its first was the late one', () => {
    const playout = new Playout();
    arrive(playout, 0, [0, CHUNK + 1000]);
    arrive(playout, 1, [50_000]);
    expect(playout.wanted(open(1))).toBe(3000);
    playout.arrived({ stream: 1, now: 50_000 + CHUNK - 2000, media: CHUNK });
    expect(playout.wanted(open(1))).toBe(1000);
  });

  it('asks nothing for a stream that is complete', () => {
    const playout = new Playout();
    arrive(playout, 0, [0, CHUNK + 1000]);
    expect(playout.wanted({ stream: 0, ended: true })).toBe(0);
    arrive(playout, 1, [50_000]);
    expect(playout.wanted(open(0))).toBe(0);
  });

  it('forgets lateness after some calm streams', () => {
    const playout = new Playout();
    arrive(playout, 0, [0, CHUNK + 100_000]);
    const asked = [];
    for (let stream = 1; stream <= 12; stream += 1) {
      const start = stream * 1_000_000;
      arrive(playout, stream, [start]);
      asked.push(playout.wanted(open(stream)));
      playout.arrived({ stream, now: start + CHUNK - 10, media: CHUNK });
    }
    expect(asked[0]).toBe(MAX_DELAY);
    expect(asked).toEqual(asked.toSorted((a, b) => b - a));
    expect(asked.at(-1)).toBe(0);
  });
});
