import { describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../../contract/events/empty-snapshot.ts';
import type { SessionView } from '../../../contract/session.ts';
import { talkKey } from './talk-key.ts';

const down = { down: true, cancelled: false };
const up = { down: false, cancelled: false };

function stage(session: Partial<SessionView> = {}, toggles = false) {
  const done: string[] = [];
  const clock = { now: 0 };
  const state = { session: { ...emptySnapshot.session, phase: 'idle', ...session }, toggles };
  const phase = (value: SessionView['phase']): void => {
    state.session = { ...state.session, phase: value };
  };
  const key = talkKey({
    session: () => state.session as SessionView,
    now: () => clock.now,
    toggles: () => state.toggles,
    start: () => done.push('start'),
    begin: () => {
      done.push('begin');
      phase('listening');
    },
    end: (cancelled) => {
      done.push(cancelled ? 'cancel' : 'end');
      phase('thinking');
    },
    mute: (muted) => done.push(muted ? 'mute' : 'unmute'),
  });
  return { key, done, phase, clock };
}

describe('the global talk key', () => {
  it('holds a turn from down to up', () => {
    const { key, done } = stage();
    key.handle(down);
    key.handle(up);
    key.handle(down);
    key.handle(up);
    expect(done).toEqual(['begin', 'end', 'begin', 'end']);
  });

  it('drops a turn whose hold was a shortcut', () => {
    const { key, done } = stage();
    key.handle(down);
    key.handle({ down: false, cancelled: true });
    expect(done).toEqual(['begin', 'cancel']);
  });

  it('sends a long turn all the same when a stray key ends its hold', () => {
    const { key, done, clock } = stage();
    key.handle(down);
    clock.now = 701;
    key.handle({ down: false, cancelled: true });
    expect(done).toEqual(['begin', 'end']);
  });

  it('toggles by presses, and drops a toggled turn whose press was a shortcut', () => {
    const { key, done } = stage({}, true);
    key.handle(down);
    key.handle(up);
    expect(done).toEqual(['begin']);
    key.handle(down);
    key.handle(up);
    expect(done).toEqual(['begin', 'end']);
    key.handle(down);
    key.handle({ down: false, cancelled: true });
    expect(done.slice(2)).toEqual(['begin', 'cancel']);
  });

  it('ends a toggled turn when the machine sleeps, once', () => {
    const { key, done } = stage({}, true);
    key.handle(down);
    key.handle(up);
    key.release(false);
    key.release(false);
    expect(done).toEqual(['begin', 'end']);
  });

  it('leaves a turn alone that the page holds', () => {
    const { key, done } = stage({ phase: 'listening' });
    key.handle(down);
    key.handle(up);
    expect(done).toEqual([]);
  });

  it('forgets a turn that was ended by somebody else', () => {
    const { key, done, phase } = stage();
    key.handle(down);
    phase('offline');
    key.handle(up);
    expect(done).toEqual(['begin']);
    key.handle(down);
    expect(done).toEqual(['begin', 'start']);
  });

  it('opens a session, waits while it opens, and mutes in hands-free', () => {
    const offline = stage({ phase: 'offline' });
    offline.key.handle(down);
    offline.key.handle(up);
    expect(offline.done).toEqual(['start']);
    const connecting = stage({ phase: 'connecting' });
    connecting.key.handle(down);
    connecting.key.handle(up);
    expect(connecting.done).toEqual([]);
    const free = stage({ mode: 'hands_free', muted: false });
    free.key.handle(down);
    free.key.handle(up);
    expect(free.done).toEqual(['mute']);
  });
});
