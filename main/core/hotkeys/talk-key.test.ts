import { describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../../contract/events/empty-snapshot.ts';
import type { TalkStyle } from '../../../contract/hold.ts';
import type { SessionView } from '../../../contract/session.ts';
import { talkKey } from './talk-key.ts';

const down = { down: true, cancelled: false };
const up = { down: false, cancelled: false };

function stage(session: Partial<SessionView> = {}, style: TalkStyle = 'hold') {
  const done: string[] = [];
  const clock = { now: 0 };
  const state = { session: { ...emptySnapshot.session, phase: 'idle', ...session } };
  const phase = (value: SessionView['phase']): void => {
    state.session = { ...state.session, phase: value, latched: false };
  };
  const key = talkKey({
    session: () => state.session as SessionView,
    now: () => clock.now,
    style: () => style,
    latch: () => {
      done.push('latch');
      state.session = { ...state.session, latched: true };
    },
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
    const { key, done } = stage({}, 'toggle');
    key.handle(down);
    key.handle(up);
    expect(done).toEqual(['begin', 'latch']);
    key.handle(down);
    key.handle(up);
    expect(done).toEqual(['begin', 'latch', 'end']);
    key.handle(down);
    key.handle({ down: false, cancelled: true });
    expect(done.slice(3)).toEqual(['begin', 'cancel']);
  });

  it('ends a toggled turn when the machine sleeps, once', () => {
    const { key, done } = stage({}, 'toggle');
    key.handle(down);
    key.handle(up);
    key.release(false);
    key.release(false);
    expect(done).toEqual(['begin', 'latch', 'end']);
  });

  it('toggles by a tap and holds by more, in the style of both', () => {
    const { key, done, clock } = stage({}, 'both');
    key.handle(down);
    clock.now = 149;
    key.handle(up);
    clock.now = 9000;
    key.handle(down);
    key.handle(up);
    expect(done).toEqual(['begin', 'latch', 'end']);
    key.handle(down);
    clock.now = 9150;
    key.handle(up);
    expect(done.slice(3)).toEqual(['begin', 'end']);
  });

  it('ends a turn that the page has toggled, and no more with its release', () => {
    const { key, done } = stage({ phase: 'listening', latched: true });
    key.handle(down);
    key.handle(up);
    expect(done).toEqual(['end']);
    const helped = stage({ phase: 'listening', latched: true, helping: true });
    helped.key.handle(down);
    helped.key.handle(up);
    expect(helped.done).toEqual([]);
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
