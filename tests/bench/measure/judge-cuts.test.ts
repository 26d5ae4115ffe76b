import { describe, expect, it } from 'vitest';
import type { Note } from '../endpoint/messages.ts';
import { cutErrors, delay, turnAfter } from './judge-cuts.ts';
import { answerSound } from './sounds.ts';

const plan = { item: 'a', seed: 5, chunk: 2400, due: [0, 100] };
const sound = answerSound(plan.seed, 4800);

function heard(count: number) {
  const samples = Float32Array.from([0, 0, ...sound.subarray(0, count), 0, 0]);
  return { samples, turns: [], keys: [] };
}

function truncated(milliseconds: number): Note {
  return { kind: 'truncate', item: 'a', milliseconds, at: 0 };
}

describe('cutErrors', () => {
  it('measures how far the server was told wrongly', () => {
    const plans = [plan];
    expect(cutErrors({ plans, taken: heard(2400), notes: [truncated(100)] })).toEqual([0]);
    expect(cutErrors({ plans, taken: heard(2400), notes: [truncated(130)] })).toEqual([30]);
  });

  it('takes an item of which nothing was told for heard, and a deleted one for unheard', () => {
    const plans = [plan];
    expect(cutErrors({ plans, taken: heard(4800), notes: [] })).toEqual([0]);
    expect(cutErrors({ plans, taken: heard(2400), notes: [] })).toEqual([100]);
    const deleted: Note = { kind: 'delete', item: 'a', at: 0 };
    expect(cutErrors({ plans, taken: heard(2400), notes: [deleted] })).toEqual([100]);
    expect(cutErrors({ plans, taken: heard(0), notes: [deleted] })).toEqual([0]);
  });
});

it('finds the turn that an event brought', () => {
  const turns = [
    { at: 10.5, sound: true },
    { at: 20.5, sound: false },
    { at: 30.5, sound: true },
  ];
  const taken = { ...heard(0), turns };
  expect(turnAfter(taken, true, 12)).toBe(30.5);
  expect(delay(turnAfter(taken, false, 12), 12)).toEqual([8.5]);
  expect(delay(turnAfter(taken, false, 25), 25)).toEqual([]);
});
