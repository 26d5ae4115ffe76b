import { describe, expect, it } from 'vitest';
import { chordSchema } from '../../contract/hotkeys.ts';
import { nothingRecorded, type RecordingStep, recordKey } from './chord-recorder.ts';

/** What is recorded of keys, `+` down and `-` up; undefined while it goes on. */
function record(keys: string) {
  let step: RecordingStep = { kind: 'going', recording: nothingRecorded };
  for (const word of keys.split(' ')) {
    if (step.kind === 'over') throw new Error(`It was over before ${word}.`);
    step = recordKey(step.recording, { code: word.slice(1), down: word.startsWith('+') });
  }
  return step.kind === 'over' ? step.chord : undefined;
}

describe('recordKey', () => {
  it.each([
    ['a key', '+F9 -F9', { key: 'F9', modifiers: [] }],
    ['a lone modifier', '+ControlRight -ControlRight', { key: 'ControlRight', modifiers: [] }],
    [
      'a chord, its modifiers in one order',
      '+ShiftRight +ControlLeft +KeyB -ControlLeft -KeyB -ShiftRight',
      { key: 'KeyB', modifiers: ['control', 'shift'] },
    ],
    [
      'two modifiers',
      '+ControlLeft +AltLeft -AltLeft -ControlLeft',
      { key: 'AltLeft', modifiers: ['control'] },
    ],
    [
      'the key, not the modifier after it',
      '+KeyB +ShiftLeft -KeyB -ShiftLeft',
      { key: 'KeyB', modifiers: [] },
    ],
    ['the last of two keys', '+KeyA +KeyB -KeyA -KeyB', { key: 'KeyB', modifiers: [] }],
    ['a button', '+Mouse1 -Mouse1 +Mouse4 -Mouse4', { key: 'Mouse4', modifiers: [] }],
    ['what follows the key that began it', '-Enter +F9 -F9', { key: 'F9', modifiers: [] }],
    ['nothing on Escape', '+ShiftLeft +Escape', null],
  ])('takes %s', (_what, keys, chord) => {
    expect(record(keys)).toEqual(chord);
    if (chord !== null) expect(chordSchema.parse(chord)).toEqual(chord);
  });

  it.each(['-Enter', '+ShiftLeft', '+ShiftLeft +KeyB -KeyB', '+Mouse1 -Mouse1', '+Mouse2 -Mouse2'])(
    'goes on after %s',
    (keys) => {
      expect(record(keys)).toBeUndefined();
    },
  );
});
