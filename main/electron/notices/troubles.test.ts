import { expect, it } from 'vitest';
import type { FailureCode } from '../../../contract/failure.ts';
import { type HotkeyProblem, noHotkeys } from '../../../contract/hotkeys.ts';
import { ManualClock } from '../../core/base/clock.ts';
import { wordsOf } from '../words.ts';
import type { Note } from './notifier.ts';
import { TroubleTeller } from './trouble-teller.ts';
import { troubleOf } from './troubles.ts';

const ofKeys = (problem: HotkeyProblem | null) =>
  troubleOf({ name: 'hotkeys.changed', payload: { ...noHotkeys, problem } });
const ofNotice = (code: FailureCode) =>
  troubleOf({ name: 'notice', payload: { failure: { code, text: '' } } });

it('tells of what the learner cannot see from behind another window', () => {
  expect(ofKeys('accessibility')).toBe('accessibility');
  expect(ofKeys('listener_failed')).toBe('listener');
  expect(ofNotice('microphone_refused')).toBe('microphone');
  expect(ofNotice('device_lost')).toBe('microphone');
});

it('keeps quiet about the rest', () => {
  expect([ofKeys(null), ofKeys('restarting'), ofKeys('no_portal')]).toEqual([null, null, null]);
  expect([ofNotice('too_short'), ofNotice('quota')]).toEqual([null, null]);
  expect(troubleOf({ name: 'replies.offered', payload: { replies: [] } })).toBe(null);
});

it('tells once a minute, and only while no window is seen', () => {
  const clock = new ManualClock();
  const notes: Note[] = [];
  const shows: string[] = [];
  let visible = true;
  const teller = new TroubleTeller({
    notifier: { supported: true, show: (note) => notes.push(note) },
    clock,
    visible: () => visible,
    words: () => wordsOf.en,
    show: () => shows.push('show'),
  });
  const refused = { failure: { code: 'microphone_refused' as const, text: 'SECRET' } };
  const fail = (): void => teller.take({ name: 'notice', payload: refused });
  fail();
  expect(notes).toEqual([]);
  visible = false;
  fail();
  fail();
  clock.advance(60_000);
  fail();
  expect(notes.map(({ body }) => body)).toEqual([
    'Parley cannot hear the microphone.',
    'Parley cannot hear the microphone.',
  ]);
  notes[0]?.onClick?.();
  expect(shows).toEqual(['show']);
});
