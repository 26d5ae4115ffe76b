import { describe, expect, it } from 'vitest';
import { Player } from './player.ts';

const CHUNK = 4800;
const QUANTUM = 128;
const MILLISECOND = 24;

/** A repeatable generator of numbers from 0 to 1 (Lehmer). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A voiced sound with a gliding pitch and syllables. */
function voice(index: number): number {
  const time = index / 24_000;
  const phase = 2 * Math.PI * (140 * time + 6 * Math.sin(2.1 * time));
  const syllable = Math.max(0.02, Math.sin(2 * Math.PI * 1.7 * time));
  return (
    9000 * syllable * (Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.3 * Math.sin(5 * phase))
  );
}

interface Connection {
  readonly answers: number;
  /** How far a chunk may be from its time, in milliseconds. */
  readonly jitter: number;
  /** From one chunk of 200 ms to the next, in milliseconds. */
  readonly every: number;
  readonly seed: number;
}

/** Plays answers of 37 chunks of 200 ms and tells how late they began, in milliseconds. */
function converse({ answers, jitter, every, seed }: Connection) {
  const random = generator(seed);
  let underruns = 0;
  let played = 0;
  const player = new Player((message) => {
    if (message.kind !== 'progress') return;
    underruns = message.underruns;
    played = message.played[0]?.samples ?? played;
  });
  const late: number[] = [];
  let index = 0;
  for (let stream = 0; stream < answers; stream += 1) {
    let newest = 0;
    const arrivals = Array.from({ length: 37 }, (_, chunk) => {
      newest = Math.max(newest, chunk * every * MILLISECOND + random() * 2 * jitter * MILLISECOND);
      return newest;
    });
    const due = [...arrivals];
    const output = new Float32Array(QUANTUM);
    let heardAt = -1;
    played = 0;
    for (let now = 0; played < 37 * CHUNK; now += QUANTUM) {
      while ((due[0] ?? Number.POSITIVE_INFINITY) <= now) {
        due.shift();
        const samples = Int16Array.from({ length: CHUNK }, () => voice(index++) || 1);
        player.frame({ kind: 'frame', stream, last: due.length === 0, samples });
      }
      player.process(output);
      if (heardAt < 0 && output.some((sample) => sample !== 0)) heardAt = now;
      expect(now).toBeLessThan(60 * 24_000);
    }
    late.push((heardAt - (arrivals[0] ?? 0)) / MILLISECOND);
  }
  late.sort((a, b) => a - b);
  return { underruns, late: late[Math.floor(late.length / 2)] ?? 0, latest: late.at(-1) ?? 0 };
}

describe('Player on connections of every kind', () => {
  it('costs a calm connection nothing', () => {
    const { underruns, latest } = converse({ answers: 5, jitter: 0, every: 195, seed: 1 });
    expect(underruns).toBe(0);
    expect(latest).toBeLessThanOrEqual(QUANTUM / MILLISECOND);
  });

  it('keeps 150 s of 200 ms every 200±150 ms to three underruns at the median, 60 ms late', {
    timeout: 60_000,
  }, () => {
    const runs = [1, 2, 3].map((seed) => converse({ answers: 20, jitter: 150, every: 200, seed }));
    const underruns = runs.map((run) => run.underruns).sort((a, b) => a - b);
    expect(underruns[1]).toBeLessThanOrEqual(3);
    expect(underruns[2]).toBeLessThanOrEqual(6);
    for (const { late } of runs) expect(late).toBeLessThanOrEqual(60);
  });
});
