import { describe, expect, it } from 'vitest';
import { noKey } from '../../contract/calls/settings-calls.ts';
import { noMeter } from '../../contract/meter.ts';
import { noUsage } from '../../contract/session.ts';
import { emptySnapshot, message, replies } from '../testing/samples.ts';
import { type AppState, initialState, MAX_NOTICES } from './app-state.ts';
import { addNotice, dismissNotice, reduceEvent } from './reduce-event.ts';

const { session } = emptySnapshot;
const opened = reduceEvent(initialState, { name: 'snapshot', payload: emptySnapshot });

function told(state: AppState): string[] {
  return state.notices.map(({ failure }) => failure.code);
}

describe('reduceEvent', () => {
  it('opens with the snapshot and takes all of it', () => {
    expect(initialState.link).toBe('opening');
    const { microphone, ...shown } = emptySnapshot;
    expect(microphone).toBeNull();
    expect(opened).toEqual({ ...initialState, ...shown, link: 'open' });
  });

  it('replaces everything at a second snapshot', () => {
    const item = message('a', 'learner', { text: 'A' });
    const changed = { name: 'transcript.changed', payload: { item, after: null } } as const;
    const used = reduceEvent(opened, changed);
    expect(used.transcript).toEqual([item]);
    expect(reduceEvent(used, { name: 'snapshot', payload: emptySnapshot })).toEqual(opened);
  });

  it('follows a turn from its place to its words to its removal', () => {
    const first = message('p1', 'partner', { text: 'Hello' });
    const turn = message('l1', 'learner', { text: '', status: 'pending' });
    let state = opened;
    for (const event of [
      { name: 'transcript.changed', payload: { item: first, after: null } },
      { name: 'transcript.changed', payload: { item: turn, after: 'p1' } },
      {
        name: 'transcript.changed',
        payload: { item: { ...turn, status: 'partial' }, after: 'p1' },
      },
      { name: 'transcript.appended', payload: { id: 'l1', text: 'Two' } },
      { name: 'transcript.appended', payload: { id: 'l1', text: ' punnets' } },
    ] as const) {
      state = reduceEvent(state, event);
    }
    expect(state.transcript).toEqual([first, { ...turn, status: 'partial', text: 'Two punnets' }]);
    state = reduceEvent(state, { name: 'transcript.removed', payload: { ids: ['l1'] } });
    expect(state.transcript).toEqual([first]);
  });

  it('takes replies, usage, settings and the key as they come', () => {
    const response = { ...noUsage, outputAudio: 10 };
    const total = { ...noUsage, outputAudio: 30 };
    const settings = { ...emptySnapshot.settings, speed: 0.8 };
    const meter = { ...noMeter, cost: 1200 };
    expect(reduceEvent(opened, { name: 'meter.changed', payload: meter }).meter).toBe(meter);
    const key = { ...noKey, configured: true, place: 'memory' } as const;
    expect(reduceEvent(opened, { name: 'replies.offered', payload: { replies } }).replies).toBe(
      replies,
    );
    expect(reduceEvent(opened, { name: 'usage.added', payload: { response, total } }).usage).toBe(
      total,
    );
    expect(reduceEvent(opened, { name: 'settings.changed', payload: settings }).settings).toBe(
      settings,
    );
    expect(reduceEvent(opened, { name: 'key.changed', payload: key }).key).toBe(key);
  });

  it('leaves the state alone at what concerns the audio only', () => {
    expect(
      reduceEvent(opened, { name: 'microphone.gate', payload: { stream: 1, preRoll: true } }),
    ).toBe(opened);
    expect(reduceEvent(opened, { name: 'speaker.flush', payload: { flush: 1 } })).toBe(opened);
  });
});

describe('notices', () => {
  it('are bounded, without doubles, and numbered apart', () => {
    let state = opened;
    for (const code of ['busy', 'busy', 'too_short', 'overflow', 'device_lost'] as const) {
      state = reduceEvent(state, { name: 'notice', payload: { failure: { code, text: '' } } });
    }
    expect(told(state)).toEqual(['too_short', 'overflow', 'device_lost']);
    expect(state.notices).toHaveLength(MAX_NOTICES);
    expect(state.notices.map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(told(dismissNotice(state, 3))).toEqual(['too_short', 'device_lost']);
  });

  it('of the last turn go when the next one begins, and all of them at a new attempt', () => {
    let state = addNotice(opened, { code: 'not_understood', text: '' });
    state = addNotice(state, { code: 'device_lost', text: '' });
    const listening = { ...session, phase: 'listening' } as const;
    const heard = reduceEvent(state, { name: 'session.changed', payload: listening });
    expect(told(heard)).toEqual(['device_lost']);
    const connecting = { ...session, phase: 'connecting' } as const;
    expect(told(reduceEvent(heard, { name: 'session.changed', payload: connecting }))).toEqual([]);
  });
});
