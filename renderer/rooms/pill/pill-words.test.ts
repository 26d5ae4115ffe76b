import { describe, expect, it } from 'vitest';
import type { SessionView, TranscriptItem } from '../../../contract/session.ts';
import { type AppState, initialState } from '../../stores/app-state.ts';
import { reduceEvent } from '../../stores/reduce-event.ts';
import { asking, emptySnapshot, message } from '../../testing/samples.ts';
import { ScriptedBridge } from '../../testing/scripted-bridge.ts';
import { createPill } from './create-pill.ts';
import { pillLine, tailOf } from './pill-words.ts';

function stateOf(session: Partial<SessionView>, transcript: TranscriptItem[] = []): AppState {
  const payload = {
    ...emptySnapshot,
    session: { ...emptySnapshot.session, scenario: 'ramen.ja', ...session },
    transcript,
  };
  return reduceEvent(initialState, { name: 'snapshot', payload });
}

const said = message('p1', 'partner', { text: 'いらっしゃいませ。' });
const mine = message('l1', 'learner', { text: '硬めで' });

describe('the words of the pill', () => {
  it('are the last ones, in the language that is practised', () => {
    const line = pillLine(stateOf({ phase: 'idle' }, [mine, said, asking]));
    expect(line).toEqual({ kind: 'words', text: 'いらっしゃいませ。', language: 'ja' });
    const thinking = pillLine(stateOf({ phase: 'thinking' }, [said, mine]));
    expect(thinking).toMatchObject({ text: '硬めで' });
  });

  it('are those of the learner while the learner speaks, once they are known', () => {
    const listening = { phase: 'listening' } as const;
    expect(pillLine(stateOf(listening, [mine, said]))).toEqual({ kind: 'empty' });
    const partial = message('l2', 'learner', { text: 'スープは', status: 'partial' });
    expect(pillLine(stateOf(listening, [said, partial]))).toMatchObject({ text: 'スープは' });
  });

  it('stay hidden while only the sound is wanted, but for the learner’s own', () => {
    const sound = { phase: 'speaking', hint: 'sound' } as const;
    expect(pillLine(stateOf(sound, [mine, said]))).toEqual({ kind: 'hidden' });
    expect(pillLine(stateOf(sound, [said, mine]))).toMatchObject({ text: '硬めで' });
    expect(pillLine(stateOf({ ...sound, hint: 'meaning' }, [said]))).toMatchObject({
      kind: 'words',
    });
  });

  it('make way for trouble', () => {
    const failure = { code: 'connection_lost', text: '' } as const;
    expect(pillLine(stateOf({ phase: 'offline', failure }, [said]))).toEqual({
      kind: 'failure',
      code: 'connection_lost',
    });
    const noticed = reduceEvent(stateOf({ phase: 'idle' }, [said]), {
      name: 'notice',
      payload: { failure: { code: 'too_short', text: '' } },
    });
    expect(pillLine(noticed)).toEqual({ kind: 'failure', code: 'too_short' });
    expect(pillLine({ ...noticed, link: 'closed' })).toEqual({ kind: 'gone' });
    expect(pillLine(stateOf({}))).toEqual({ kind: 'empty' });
  });
});

describe('tailOf', () => {
  it('is the end of a text, from a whole word on', () => {
    expect(tailOf('One two three', 20)).toBe('One two three');
    expect(tailOf('One  two\nthree four five', 12)).toBe('…four five');
    expect(tailOf('いらっしゃいませ。麺の硬さは', 6)).toBe('…。麺の硬さは');
    expect(tailOf('a👍🏽b', 99)).toBe('a👍🏽b');
  });
});

describe('a pill', () => {
  it('forgets a notice when somebody speaks again', () => {
    const bridge = new ScriptedBridge();
    const pill = createPill(bridge, () => 'lost');
    const session = { ...emptySnapshot.session, phase: 'idle' } as const;
    bridge.announce({ name: 'snapshot', payload: { ...emptySnapshot, session } });
    const failure = { code: 'microphone_missing', text: '' } as const;
    bridge.announce({ name: 'notice', payload: { failure } });
    bridge.announce({ name: 'session.changed', payload: { ...session, muted: true } });
    expect(pill.store.getState().notices).toHaveLength(1);
    bridge.announce({ name: 'session.changed', payload: { ...session, phase: 'speaking' } });
    expect(pill.store.getState().notices).toEqual([]);
  });

  it('has the levels of the last measure, and asks only for what it may', async () => {
    const bridge = new ScriptedBridge();
    const pill = createPill(bridge, () => 'lost');
    expect([pill.meters.input(), pill.meters.output()]).toEqual([0, 0]);
    bridge.announce({ name: 'levels.measured', payload: { microphone: 0.5, speaker: 0.25 } });
    expect([pill.meters.input(), pill.meters.output()]).toEqual([0.5, 0.25]);
    pill.showMain();
    pill.pointed(true);
    expect(bridge.calls.map(({ name }) => name)).toEqual([
      'desktop.showMain',
      'desktop.pillPointed',
    ]);
    pill.dispose();
    bridge.announce({ name: 'levels.measured', payload: { microphone: 1, speaker: 1 } });
    expect(pill.meters.input()).toBe(0.5);
  });
});
