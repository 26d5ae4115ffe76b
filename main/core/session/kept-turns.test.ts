import { describe, expect, it } from 'vitest';
import { KeptTurns } from './kept-turns.ts';
import { MAX_TURN_SAMPLES, MAX_WORDLESS_SAMPLES, TurnAudio } from './turn-audio.ts';

const audio = (samples: number) => new Int16Array(samples);

function spoken(kept: KeptTurns, samples: number): void {
  kept.append(audio(samples));
  kept.commit();
}

describe('kept turns', () => {
  it('are kept until their words are written down', () => {
    const kept = new KeptTurns();
    spoken(kept, 2400);
    spoken(kept, 4800);
    kept.placed('a');
    kept.placed('b');
    expect(kept.turns.map(({ item, audio: { length } }) => [item, length])).toEqual([
      ['a', 2400],
      ['b', 4800],
    ]);
    kept.settled('a');
    expect(kept.turns.map(({ item }) => item)).toEqual(['b']);
  });

  it('are placed once, however often the server says so', () => {
    const kept = new KeptTurns();
    spoken(kept, 2400);
    spoken(kept, 4800);
    kept.placed('a');
    kept.placed('a');
    expect(kept.turns.map(({ item }) => item)).toEqual(['a', null]);
  });

  it('are forgotten when they were not meant, or are refused', () => {
    const kept = new KeptTurns();
    kept.append(audio(2400));
    kept.drop();
    expect(kept.open.length).toBe(0);
    spoken(kept, 2400);
    kept.refused(null);
    expect(kept.turns).toEqual([]);
  });

  it('without words are bounded, the oldest going first', () => {
    const kept = new KeptTurns();
    for (let turn = 0; turn < 5; turn += 1) {
      spoken(kept, MAX_WORDLESS_SAMPLES / 3);
      kept.placed(`t${turn}`);
      kept.wordless(`t${turn}`);
    }
    expect(kept.turns.map(({ item }) => item)).toEqual(['t2', 't3', 't4']);
  });

  it('on a server that never writes words down are bounded too', () => {
    const kept = new KeptTurns();
    for (let turn = 0; turn < 9; turn += 1) {
      spoken(kept, MAX_TURN_SAMPLES / 4);
      kept.placed(`t${turn}`);
    }
    expect(kept.turns).toHaveLength(4);
  });
});

describe('the audio of a turn', () => {
  it('keeps the newest five minutes', () => {
    const turn = new TurnAudio(100);
    expect(turn.push(audio(60))).toBe(0);
    expect(turn.push(audio(60))).toBe(60);
    expect(turn.length).toBe(60);
  });

  it('is a copy', () => {
    const turn = new TurnAudio();
    const samples = audio(2);
    turn.push(samples);
    samples[0] = 7;
    expect(turn.pieces[0]?.[0]).toBe(0);
  });
});

describe('hands-free listening', () => {
  /** 100 ms at a time; the samples are the tenth of a second that they are of. */
  function hear(kept: KeptTurns, from: number, to: number): void {
    for (let tenth = from; tenth < to; tenth += 1) {
      kept.heard.append(new Int16Array(2400).fill(tenth));
    }
  }

  const tenths = (turn: TurnAudio) => turn.pieces.map((piece) => piece[0]);

  it('cuts a turn where the server says that it began and ended', () => {
    const kept = new KeptTurns();
    hear(kept, 0, 20);
    kept.heard.started(500);
    kept.heard.stopped(1200);
    expect(tenths(kept.heard.take())).toEqual([5, 6, 7, 8, 9, 10, 11]);
    expect(tenths(kept.heard.tail())).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it('counts on where another connection begins', () => {
    const kept = new KeptTurns();
    hear(kept, 0, 10);
    kept.heard.started(600);
    const tail = kept.hearAnew(false, 24_000);
    expect(tenths(tail)).toEqual([6, 7, 8, 9]);
    // The server was sent one second before: its time begins there.
    hear(kept, 10, 12);
    kept.heard.started(1100);
    kept.heard.stopped(1500);
    expect(tenths(kept.heard.take())).toEqual([7, 8, 9, 10]);
  });

  it('keeps what may be speech that nobody has noticed, ten seconds of it', () => {
    const kept = new KeptTurns();
    hear(kept, 0, 300);
    expect(kept.heard.tail().length).toBeLessThanOrEqual(101 * 2400);
    expect(kept.heard.tail().length).toBeGreaterThanOrEqual(100 * 2400);
  });

  it('keeps all of it while no server listens, up to a minute', () => {
    const kept = new KeptTurns();
    kept.hearAnew(true, 0);
    hear(kept, 0, 300);
    expect(kept.heard.tail().length).toBe(300 * 2400);
  });
});
