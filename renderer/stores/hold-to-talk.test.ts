import { describe, expect, it } from 'vitest';
import type { SessionView } from '../../contract/session.ts';
import { HoldToTalk } from './hold-to-talk.ts';

type Session = Pick<SessionView, 'phase' | 'mode' | 'muted'>;

function control(session: Partial<Session> = {}) {
  const told: string[] = [];
  const tell = (what: string) => () => void told.push(what);
  const hold = new HoldToTalk({
    session: () => ({ phase: 'idle', mode: 'push_to_talk', muted: false, ...session }),
    gesture: () => undefined,
    start: tell('start'),
    begin: tell('begin'),
    end: tell('end'),
    cancel: tell('cancel'),
    mute: (muted) => void told.push(muted ? 'mute' : 'unmute'),
    held: (held) => void told.push(held ? 'down' : 'up'),
  });
  return { hold, told };
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
    expect(told).toEqual(['begin', 'down', 'end', 'up']);
    const offline = control({ phase: 'offline' });
    offline.hold.toggle();
    offline.hold.toggle();
    expect(offline.told).toEqual(['start', 'start']);
  });

  it('lets go when it is disposed', () => {
    const { hold, told } = control();
    hold.press('pointer');
    hold.dispose();
    expect(told.at(-2)).toBe('end');
  });
});
