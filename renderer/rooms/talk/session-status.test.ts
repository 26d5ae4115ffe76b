import { describe, expect, it } from 'vitest';
import { talkStyleSchema } from '../../../contract/hold.ts';
import { phaseSchema } from '../../../contract/session.ts';
import en from '../../locales/en.json' with { type: 'json' };
import { initialState } from '../../stores/app-state.ts';
import { chooseHint } from './choose-hint.ts';
import { shapeOf } from './shape.ts';

const everyState = phaseSchema.options.flatMap((phase) =>
  (['push_to_talk', 'hands_free'] as const).flatMap((mode) =>
    [false, true].flatMap((muted) =>
      [false, true].flatMap((helping) =>
        talkStyleSchema.options.map((talkStyle) => ({
          ...initialState,
          session: { ...initialState.session, phase, mode, muted, helping },
          settings: { ...initialState.settings, mode, talkStyle },
        })),
      ),
    ),
  ),
);

describe('what is said of a state', () => {
  it('has words for every phase, mode and muting', () => {
    for (const state of everyState) {
      expect(Object.keys(en.session.hint)).toContain(chooseHint(state));
    }
  });

  it('tells how to go on, which is another thing in hands-free mode', () => {
    const hint = (phase: string, mode: string): unknown => {
      const found = everyState.find(
        ({ session }) =>
          session.phase === phase && session.mode === mode && !session.muted && !session.helping,
      );
      return found === undefined ? null : chooseHint(found);
    };
    const helped = everyState.filter(({ session }) => session.helping);
    expect(helped.map(chooseHint)).toEqual(
      expect.arrayContaining(['listeningHelp', 'thinkingHelp', 'speakingHelp']),
    );
    for (const phase of ['offline', 'idle', 'listening', 'speaking']) {
      expect(hint(phase, 'hands_free')).not.toBe(hint(phase, 'push_to_talk'));
    }
  });
});

describe('a turn that was toggled', () => {
  it('has a shape and words of its own', () => {
    const session = { ...initialState.session, phase: 'listening', latched: true } as const;
    expect(shapeOf({ session })).toBe('latched');
    expect(chooseHint({ ...initialState, session })).toBe('latched');
    const helped = { ...initialState, session: { ...session, helping: true } };
    expect(chooseHint(helped)).toBe('latchedHelp');
    expect(Object.keys(en.session.hint)).toEqual(
      expect.arrayContaining(['latched', 'latchedHelp']),
    );
  });
});

describe('hands-free talk with other rules', () => {
  it('says what a pause, and what speech during an answer, does not do', () => {
    const turnDetection = {
      ...initialState.settings.turnDetection,
      createResponse: false,
      interruptResponse: false,
    };
    const settings = { ...initialState.settings, turnDetection };
    const hint = (phase: 'listening' | 'speaking') =>
      chooseHint({ settings, session: { ...initialState.session, mode: 'hands_free', phase } });
    expect(hint('listening')).toBe('listeningUnanswered');
    expect(hint('speaking')).toBe('speakingUninterrupted');
    expect(Object.keys(en.session.hint)).toEqual(
      expect.arrayContaining(['listeningUnanswered', 'speakingUninterrupted']),
    );
  });
});

describe('the shape of a state', () => {
  it('is another one for every phase, and for a muted microphone', () => {
    const shapes = phaseSchema.options.map((phase) =>
      shapeOf({ session: { ...initialState.session, phase } }),
    );
    expect(new Set(shapes).size).toBe(phaseSchema.options.length);
    const muted = {
      ...initialState.session,
      phase: 'idle',
      mode: 'hands_free',
      muted: true,
    } as const;
    expect(shapeOf({ session: muted })).toBe('muted');
    expect(shapeOf({ session: { ...muted, mode: 'push_to_talk' } })).toBe('idle');
  });
});
