import { describe, expect, it } from 'vitest';
import type { AnyEvent } from '../../contract/events/events.ts';
import type { FailureCode } from '../../contract/failure.ts';
import type { SessionView } from '../../contract/session.ts';
import { emptySnapshot } from '../testing/samples.ts';
import { ScriptedEngine } from '../testing/scripted-engine.ts';
import { createAppStore } from './app-store.ts';
import { playCues } from './play-cues.ts';
import { reduceEvent } from './reduce-event.ts';

/** The cues of a session that goes through `events`. */
function cuesOf(events: readonly (Partial<SessionView> | FailureCode)[], cues = true): string[] {
  const store = createAppStore();
  const engine = new ScriptedEngine();
  playCues(store, engine);
  let session = { ...emptySnapshot.session, phase: 'idle' } as SessionView;
  const settings = { ...emptySnapshot.settings, cues };
  const say = (event: AnyEvent): void => store.setState((state) => reduceEvent(state, event), true);
  say({ name: 'snapshot', payload: { ...emptySnapshot, session, settings } });
  for (const event of events) {
    if (typeof event === 'string') {
      say({ name: 'notice', payload: { failure: { code: event, text: '' } } });
    } else {
      session = { ...session, ...event };
      say({ name: 'session.changed', payload: session });
    }
  }
  return engine.told;
}

const listening = { phase: 'listening' } as const;
const thinking = { phase: 'thinking' } as const;
const idle = { phase: 'idle' } as const;

describe('the cues of a turn', () => {
  it('are one at its beginning and one when it is sent', () => {
    const turn = [listening, thinking, { phase: 'speaking' }, idle] as const;
    expect(cuesOf(turn)).toEqual(['cue begin', 'cue sent']);
    expect(cuesOf([{ phase: 'speaking' }, ...turn])).toEqual(['cue begin', 'cue sent']);
  });

  it('take back what was not sent after all', () => {
    expect(cuesOf([listening, thinking, idle])).toEqual(['cue begin', 'cue sent', 'cue null']);
  });

  it('say that a turn was too short, or was lost', () => {
    expect(cuesOf([listening, thinking, 'too_short', idle])).toEqual([
      'cue begin',
      'cue sent',
      'cue error',
      'cue null',
    ]);
    const lost = { phase: 'offline', failure: { code: 'connection_lost', text: '' } } as const;
    expect(cuesOf([listening, lost])).toEqual(['cue begin', 'cue error']);
    expect(cuesOf([listening, { phase: 'offline' }])).toEqual(['cue begin']);
  });

  it('are none for what is no turn, in hands-free mode, and when they are off', () => {
    expect(cuesOf(['too_short', 'microphone_missing'])).toEqual([]);
    expect(cuesOf([listening, 'declined'])).toEqual(['cue begin']);
    expect(cuesOf([{ mode: 'hands_free' }, listening, thinking, { phase: 'speaking' }])).toEqual(
      [],
    );
    expect(cuesOf([listening, thinking, 'too_short', idle], false)).toEqual([]);
  });

  it('are none for a page that comes into the middle of a turn', () => {
    const store = createAppStore();
    const engine = new ScriptedEngine();
    playCues(store, engine);
    const session = { ...emptySnapshot.session, phase: 'listening' } as const;
    const payload = { ...emptySnapshot, session };
    store.setState((state) => reduceEvent(state, { name: 'snapshot', payload }), true);
    expect(engine.told).toEqual([]);
  });
});
