import { describe, expect, it } from 'vitest';
import type { TalkStyle } from '../../contract/hold.ts';
import type { SessionView } from '../../contract/session.ts';
import { HoldToTalk } from './hold-to-talk.ts';

type Session = Pick<SessionView, 'phase' | 'mode' | 'muted' | 'latched'>;

function control(session: Partial<Session> = {}, style: TalkStyle = 'hold') {
  const told: string[] = [];
  const tell = (what: string) => () => void told.push(what);
  const clock = { now: 0 };
  const hold = new HoldToTalk({
    latched: () => session.latched ?? false,
    style: () => style,
    now: () => clock.now,
    latch: tell('latch'),
    session: () => ({ phase: 'idle', mode: 'push_to_talk', muted: false, ...session }),
    gesture: () => undefined,
    start: tell('start'),
    begin: tell('begin'),
    end: tell('end'),
    cancel: tell('cancel'),
    mute: (muted) => void told.push(muted ? 'mute' : 'unmute'),
    held: (held) => void told.push(held ? 'down' : 'up'),
  });
  return { hold, told, clock };
}

describe('HoldToTalk', () => {
  it('begins with the press and ends with the release', () => {
    const { hold, told } = control();
    hold.press('pointer');
    hold.release('pointer');
    expect(told).toEqual(['begin', 'down', 'end', 'up']);
  });

  it('belongs to the first that presses', () => {
    const { hold, told } = control();
    hold.press('key');
    hold.press('pointer');
    hold.release('pointer');
    expect(told).toEqual(['begin', 'down']);
    hold.release('key');
    hold.release('key');
    expect(told).toEqual(['begin', 'down', 'end', 'up']);
  });

  it('interrupts an answer, and waits while connecting', () => {
    const speaking = control({ phase: 'speaking' });
    speaking.hold.press('key');
    expect(speaking.told).toEqual(['begin', 'down']);
    const connecting = control({ phase: 'connecting' });
    connecting.hold.press('key');
    connecting.hold.release('key');
    expect(connecting.told).toEqual([]);
  });

  it('starts a session where there is none, and no turn', () => {
    for (const mode of ['push_to_talk', 'hands_free'] as const) {
      const { hold, told } = control({ phase: 'offline', mode });
      hold.press('pointer');
      hold.release('pointer');
      expect(told).toEqual(['start']);
    }
  });

  it('mutes and unmutes in hands-free mode, at the press alone', () => {
    for (const muted of [false, true]) {
      const { hold, told } = control({ mode: 'hands_free', muted });
      hold.press('key');
      hold.release('key');
      expect(told).toEqual([muted ? 'unmute' : 'mute']);
    }
  });

  it('drops the turn once, and the release after it does nothing', () => {
    const { hold, told } = control();
    expect(hold.cancel()).toBe(false);
    hold.press('key');
    expect(hold.cancel()).toBe(true);
    hold.release('key');
    expect(told).toEqual(['begin', 'down', 'cancel', 'up']);
  });

  it('toggles for assistive technology', () => {
    const { hold, told } = control();
    hold.toggle();
    hold.toggle();
    expect(told).toEqual(['begin', 'down', 'latch', 'end', 'up']);
    const offline = control({ phase: 'offline' });
    offline.hold.toggle();
    offline.hold.toggle();
    expect(offline.told).toEqual(['start', 'start']);
  });

  it('toggles by a tap and holds by more, whichever source presses, in the style of both', () => {
    const { hold, told, clock } = control({}, 'both');
    hold.press('key');
    clock.now = 149;
    hold.release('key');
    expect(told).toEqual(['begin', 'down', 'latch']);
    hold.press('pointer');
    clock.now = 400;
    hold.release('pointer');
    expect(told.slice(3)).toEqual(['end', 'up']);
    hold.press('pointer');
    clock.now = 550;
    hold.release('pointer');
    expect(told.slice(5)).toEqual(['begin', 'down', 'end', 'up']);
  });

  it('lets go of a hold when the window is left, and keeps what is toggled', () => {
    for (const style of ['hold', 'both'] as const) {
      const { hold, told } = control({}, style);
      hold.press('key');
      hold.releaseAll();
      hold.release('key');
      expect(told).toEqual(['begin', 'down', 'end', 'up']);
    }
    for (const style of ['toggle', 'both'] as const) {
      const { hold, told } = control({}, style);
      hold.press('key');
      hold.release('key');
      hold.releaseAll();
      expect(told).toEqual(['begin', 'down', 'latch']);
      hold.press('key');
      expect(told.slice(3)).toEqual(['end', 'up']);
    }
  });

  it('drops a toggled turn, and sends or drops one that a global key has toggled', () => {
    const { hold, told } = control({}, 'toggle');
    hold.press('key');
    hold.release('key');
    expect(hold.cancel()).toBe(true);
    expect(told).toEqual(['begin', 'down', 'latch', 'cancel', 'up']);
    const elsewhere = control({ phase: 'listening', latched: true }, 'both');
    elsewhere.hold.press('pointer');
    elsewhere.hold.release('pointer');
    expect(elsewhere.told).toEqual(['end']);
    expect(elsewhere.hold.cancel()).toBe(true);
    expect(elsewhere.told.slice(1)).toEqual(['cancel', 'up']);
  });

  it('forgets a toggled turn that was ended elsewhere, but no hold', () => {
    const { hold, told } = control({}, 'toggle');
    hold.press('key');
    hold.forget();
    hold.release('key');
    hold.forget();
    hold.press('key');
    expect(told).toEqual(['begin', 'down', 'latch', 'up', 'begin', 'down']);
  });

  it('lets go when it is disposed', () => {
    const { hold, told } = control();
    hold.press('pointer');
    hold.dispose();
    expect(told.at(-2)).toBe('end');
  });
});
