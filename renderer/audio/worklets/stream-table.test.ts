import { describe, expect, it } from 'vitest';
import { MAX_STREAMS, StreamTable } from './stream-table.ts';

function full(): StreamTable {
  const table = new StreamTable();
  for (let stream = 0; stream < MAX_STREAMS; stream += 1) {
    const state = table.enter(stream);
    if (state !== undefined) state.received = 10;
  }
  return table;
}

describe('StreamTable', () => {
  it('answers the same state for the same stream', () => {
    const table = new StreamTable();
    expect(table.enter(4)).toBe(table.enter(4));
    expect(table.all).toHaveLength(1);
  });

  it('takes no more streams while all it knows have something to play', () => {
    expect(full().enter(1000)).toBeUndefined();
  });

  it('forgets the oldest stream of which nothing is left', () => {
    const table = full();
    for (const stream of [7, 3]) {
      const state = table.find(stream);
      if (state !== undefined) state.played = 10;
    }
    expect(table.enter(1000)).toMatchObject({ stream: 1000, played: 0 });
    expect(table.find(3)).toBeUndefined();
    expect(table.find(7)).toBeDefined();
    expect(table.all).toHaveLength(MAX_STREAMS);
  });
});
