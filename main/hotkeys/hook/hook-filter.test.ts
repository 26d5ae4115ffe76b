import { describe, expect, it } from 'vitest';
import type { Chord } from '../../../contract/hotkeys.ts';
import { type FilterState, filterKey, nothingSeen } from './hook-filter.ts';

/** What is told of keys, `+` down and `-` up, `+?` one without a code; `?` for another key. */
function told(keys: string, chords: readonly Chord[], recording = false): string {
  let state: FilterState = nothingSeen;
  const said: string[] = [];
  for (const word of keys.split(' ')) {
    const code = word.slice(1) === '?' ? null : word.slice(1);
    const key = { code, down: word.startsWith('+') };
    const filtered = filterKey(state, key, { kind: 'watch', chords: [...chords], recording });
    state = filtered.state;
    const { report } = filtered;
    if (report?.kind === 'key') said.push(`${report.down ? '+' : '-'}${report.code}`);
    else if (report !== null) said.push('?');
  }
  return said.join(' ');
}

const controlB: Chord = { key: 'KeyB', modifiers: ['control'] };
const right: Chord = { key: 'ControlRight', modifiers: [] };

describe('filterKey', () => {
  it.each([
    [
      'typing',
      '+KeyH -KeyH +KeyB -KeyB +ShiftLeft +KeyB -KeyB -ShiftLeft',
      '+ShiftLeft -ShiftLeft',
    ],
    ['the chord', '+ControlLeft +KeyB -KeyB -ControlLeft', '+ControlLeft +KeyB -KeyB -ControlLeft'],
    [
      'the key kept longer',
      '+ControlLeft +KeyB -ControlLeft -KeyB',
      '+ControlLeft +KeyB -ControlLeft -KeyB',
    ],
    ['other shortcuts', '+ControlLeft +KeyC -KeyC -ControlLeft', '+ControlLeft -ControlLeft'],
    ['repeats', '+ControlLeft +KeyB +KeyB +KeyB -KeyB', '+ControlLeft +KeyB -KeyB'],
    ['buttons and unknown keys', '+Mouse1 -Mouse1 +? -?', ''],
  ])('lets out of %s only what a chord needs', (_what, keys, said) => {
    expect(told(keys, [controlB])).toBe(said);
  });

  it.each([
    ['a key', '+ControlRight +KeyC -KeyC -ControlRight', '+ControlRight ? -ControlRight'],
    ['a key without a code', '+ControlRight +? -? -ControlRight', '+ControlRight ? -ControlRight'],
    ['a click', '+ControlRight +Mouse1 -Mouse1 -ControlRight', '+ControlRight ? -ControlRight'],
    ['nothing', '+KeyC -KeyC +ControlRight -ControlRight', '+ControlRight -ControlRight'],
  ])('says of %s during a lone modifier no more than that it was', (_what, keys, said) => {
    expect(told(keys, [right])).toBe(said);
  });

  it('tells nothing when nothing is watched, and everything while recording', () => {
    const keys = '+ControlLeft +KeyC -KeyC -ControlLeft +Mouse1 -Mouse1';
    expect(told(keys, [])).toBe('');
    expect(told(keys, [], true)).toBe(keys);
  });

  it('tells the end of a watched key that was held before anybody listened', () => {
    expect(told('-KeyB -KeyC -ControlRight', [controlB])).toBe('-KeyB -ControlRight');
  });
});
