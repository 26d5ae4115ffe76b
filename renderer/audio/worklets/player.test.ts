import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Progress } from './messages.ts';
import { PlaybackRing } from './playback-ring.ts';
import { HUSH_SAMPLES, Player, REPORT_SAMPLES } from './player.ts';

const QUANTUM = 128;

function listen(ring?: PlaybackRing) {
  const reports: Progress[] = [];
  const levels: number[] = [];
  const player = new Player((message) => {
    if (message.kind === 'progress') reports.push(message);
    else levels.push(message.rms);
  }, ring);
  const heard: number[] = [];
  const run = (quanta: number): void => {
    for (let index = 0; index < quanta; index += 1) {
      const output = new Float32Array(QUANTUM).fill(9);
      player.process(output);
      heard.push(...[...output].map((sample) => sample * 0x8000));
    }
  };
  return { player, reports, levels, heard, run };
}

/** Samples that are never zero and count up. */
const ones = (from: number, length: number): Int16Array =>
  Int16Array.from({ length }, (_, index) => ((from + index) % 30_000) + 1);

const frame = (stream: number, samples: Int16Array, last = false) =>
  ({ kind: 'frame', stream, last, samples }) as const;

describe('Player', () => {
  it('begins in the next quantum and plays streams without a seam', () => {
    const { player, heard, run, reports } = listen();
    player.frame(frame(1, ones(0, 200), true));
    player.frame(frame(2, ones(200, 100), true));
    run(3);
    expect(heard).toEqual([...ones(0, 300), ...new Int16Array(84)]);
    expect(reports.flatMap(({ played }) => played)).toEqual([
      { stream: 1, samples: 128 },
      { stream: 1, samples: 200 },
      { stream: 2, samples: 56 },
      { stream: 2, samples: 100 },
    ]);
  });

  it('hushes from the next quantum on, and counts nothing until the flush', () => {
    const { player, heard, run, reports } = listen();
    player.frame(frame(1, ones(0, 24_000), true));
    run(2);
    player.hush();
    run(3);
    player.flush(7);
    run(1);
    expect(heard).toEqual([...ones(0, 256), ...new Int16Array(4 * 128)]);
    expect(reports.at(-1)).toMatchObject({ flush: 7, played: [{ stream: 1, samples: 256 }] });
    player.frame(frame(2, ones(0, 128), true));
    run(1);
    expect(heard.slice(-128)).toEqual([...ones(0, 128)]);
  });

  it('goes on where it was when no flush follows a hush, and does not hush what comes later', () => {
    const { player, heard, run } = listen();
    player.hush();
    player.frame(frame(1, ones(0, 1000), true));
    run(2);
    player.hush();
    run(Math.ceil(HUSH_SAMPLES / QUANTUM));
    run(10);
    const sounding = heard.filter((sample) => sample !== 0);
    expect(sounding).toEqual([...ones(0, 1000)]);
  });

  it('reports at once at the start and the end, and about every 100 ms in between', () => {
    const { player, run, reports } = listen();
    player.frame(frame(1, ones(0, 24_000), true));
    run(200);
    const counts = reports.map(({ played }) => played[0]?.samples ?? 0);
    expect(counts.length).toBeGreaterThanOrEqual(10);
    expect(counts.length).toBeLessThanOrEqual(12);
    expect(counts.at(-1)).toBe(24_000);
    expect(counts[2]).toBeGreaterThanOrEqual(2 * REPORT_SAMPLES);
    run(100);
    expect(reports).toHaveLength(counts.length);
  });

  it('tells the end of a stream whose last frame comes after it was played', () => {
    const { player, run, reports } = listen();
    player.frame(frame(1, ones(0, 100)));
    run(10);
    expect(reports.at(-1)).toMatchObject({ played: [{ stream: 1, samples: 100 }], underruns: 0 });
    const before = reports.length;
    player.frame(frame(1, new Int16Array(0), true));
    expect(reports).toHaveLength(before + 1);
    player.frame(frame(1, new Int16Array(0), true));
    run(10);
    expect(reports.at(-1)?.underruns).toBe(0);
  });

  it('is silent from the next quantum on after a flush, and answers with exact counts', () => {
    const { player, heard, run, reports } = listen();
    player.frame(frame(1, ones(0, 200), true));
    player.frame(frame(2, ones(0, 1000)));
    player.frame(frame(3, ones(0, 50)));
    run(3);
    player.flush(8);
    expect(reports.at(-1)).toMatchObject({
      flush: 8,
      played: [
        { stream: 2, samples: 184 },
        { stream: 3, samples: 0 },
      ],
      pending: 866,
    });
    run(3);
    expect(heard.slice(384)).toEqual([...new Int16Array(384)]);
    player.frame(frame(4, ones(0, 10), true));
    run(1);
    expect(reports.at(-1)).toMatchObject({ flush: null, played: [{ stream: 4, samples: 10 }] });
  });

  it('answers a flush when nothing plays', () => {
    const { player, reports } = listen();
    player.flush(1);
    expect(reports).toMatchObject([{ flush: 1, played: [], pending: 0 }]);
  });

  it('tells of an underrun at once and loses no sample over it', () => {
    const { player, heard, run, reports } = listen();
    player.frame(frame(1, ones(0, 256)));
    run(2);
    expect(reports.at(-1)).toMatchObject({ played: [{ stream: 1, samples: 256 }], pending: 0 });
    run(40);
    player.frame(frame(1, ones(256, 3000), true));
    run(80);
    expect(heard.filter((sample) => sample !== 0)).toEqual([...ones(0, 3256)]);
    expect(reports.at(-1)?.underruns).toBe(1);
  });

  it('counts what finds no room', () => {
    const { player, run, reports } = listen(new PlaybackRing(100));
    player.frame(frame(1, ones(0, 150), true));
    run(1);
    expect(reports.at(-1)).toMatchObject({ played: [{ stream: 1, samples: 100 }], dropped: 50 });
  });

  it('tells the level while something sounds, and that it has become silent', () => {
    const { player, levels, run } = listen();
    player.frame(frame(1, new Int16Array(2400).fill(16_384), true));
    run(100);
    expect(levels[0]).toBeCloseTo(0.5);
    expect(levels.at(-1)).toBe(0);
    const told = levels.length;
    run(100);
    expect(levels).toHaveLength(told);
  });

  it('plays every sample once and counts each, whatever comes in between', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('frame' as const), length: fc.nat(2000), last: fc.boolean() }),
      fc.record({
        kind: fc.constant('run' as const),
        length: fc.nat(12),
        last: fc.constant(false),
      }),
      fc.record({
        kind: fc.constant('flush' as const),
        length: fc.nat(9),
        last: fc.constant(false),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { player, heard, run, reports } = listen();
        const expected: number[] = [];
        const counts = new Map<number, number>();
        let stream = 0;
        let sent = 0;
        for (const { kind, length, last } of steps) {
          if (kind === 'frame') {
            player.frame(frame(stream, ones(sent, length), last));
            expected.push(...ones(sent, length));
            counts.set(stream, (counts.get(stream) ?? 0) + length);
            sent += length;
            if (last) stream += 1;
          } else if (kind === 'run') {
            run(length);
          } else {
            player.flush(length);
            const { pending } = reports.at(-1) ?? { pending: 0 };
            expected.splice(expected.length - pending, pending);
            stream += 1;
          }
        }
        player.frame(frame(stream, new Int16Array(0), true));
        run(Math.ceil(sent / QUANTUM) + 100);
        // What is put in on a bad connection repeats counted samples: leave repetitions out.
        const inOrder = heard.filter((sample) => sample !== 0 && Number.isInteger(sample));
        let found = 0;
        for (const sample of inOrder) if (sample === expected[found]) found += 1;
        expect(found).toBe(expected.length);
        const told = new Map<number, number>();
        for (const { played } of reports) {
          for (const { stream: of, samples } of played) {
            expect(samples).toBeGreaterThanOrEqual(told.get(of) ?? 0);
            told.set(of, samples);
          }
        }
        const sum = [...told.values()].reduce((total, samples) => total + samples, 0);
        expect(sum).toBe(expected.length);
        for (const [of, samples] of told) expect(samples).toBeLessThanOrEqual(counts.get(of) ?? 0);
      }),
      { numRuns: 100 },
    );
  });
});
