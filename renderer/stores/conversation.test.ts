import { describe, expect, it } from 'vitest';
import type { SessionView } from '../../contract/session.ts';
import { emptySnapshot, message, ramen, strawberries } from '../testing/samples.ts';
import { type Answer, ScriptedBridge } from '../testing/scripted-bridge.ts';
import { type AppState, initialState } from './app-state.ts';
import { createAppStore, createSend, followBridge } from './app-store.ts';
import {
  chooseScenario,
  continues,
  currentScenario,
  practisedLanguage,
  sayTyped,
} from './conversation.ts';
import { reduceEvent } from './reduce-event.ts';

const opened = reduceEvent(initialState, { name: 'snapshot', payload: emptySnapshot });
const words = [message('a', 'partner', { text: 'Hello.' })];

function withSession(change: Partial<SessionView>, rest: Partial<AppState> = {}): AppState {
  return { ...opened, ...rest, session: { ...opened.session, ...change } };
}

function page(state: AppState, answer?: Answer) {
  const bridge = new ScriptedBridge(answer);
  const store = createAppStore(state);
  followBridge(store, bridge, () => 'lost');
  return { bridge, store, send: createSend(store, bridge) };
}

describe('the scenario on the page', () => {
  it('is the chosen one before the first word, and then the one that is played', () => {
    expect(currentScenario(opened)).toBe(strawberries);
    const playing = withSession({ phase: 'idle', scenario: 'ramen.ja' });
    expect(currentScenario(playing)).toBe(ramen);
    expect(practisedLanguage(playing)).toBe('ja');
  });

  it('is none in free conversation, which has the language of the settings', () => {
    const free = { ...opened, settings: { ...opened.settings, scenario: null, language: 'fr' } };
    expect(currentScenario(free)).toBeNull();
    expect(practisedLanguage(free)).toBe('fr');
  });
});

describe('continues', () => {
  it('needs words that are kept, of the scenario that is still chosen', () => {
    const kept = { resumable: true, scenario: 'strawberries.en' };
    expect(continues(withSession(kept, { transcript: words }))).toBe(true);
    expect(continues(withSession(kept))).toBe(false);
    expect(continues(withSession({ ...kept, resumable: false }, { transcript: words }))).toBe(
      false,
    );
    const other = { ...kept, scenario: 'ramen.ja' };
    expect(continues(withSession(other, { transcript: words }))).toBe(false);
  });
});

describe('chooseScenario', () => {
  it('only saves the choice while there is no session', async () => {
    const app = page(opened);
    await chooseScenario(app, 'ramen.ja');
    expect(app.bridge.calls).toEqual([
      { name: 'settings.change', input: { scenario: 'ramen.ja' } },
    ]);
  });

  it('begins anew while there is one', async () => {
    const app = page(withSession({ phase: 'idle' }));
    await chooseScenario(app, null);
    expect(app.bridge.calls.at(-1)).toEqual({ name: 'session.start', input: { keep: false } });
  });
});

describe('sayTyped', () => {
  it('sends at once in an open session', async () => {
    const app = page(withSession({ phase: 'idle' }));
    expect(await sayTyped(app, 'Yes.')).toBe(true);
    expect(app.bridge.calls).toEqual([{ name: 'turn.text', input: { text: 'Yes.' } }]);
  });

  it('opens a session first and waits until it is ready', async () => {
    const app = page(opened, ({ name }, announce) => {
      const { session } = emptySnapshot;
      if (name !== 'session.start') return null;
      announce({ name: 'session.changed', payload: { ...session, phase: 'connecting' } });
      queueMicrotask(() =>
        announce({ name: 'session.changed', payload: { ...session, phase: 'idle' } }),
      );
      return null;
    });
    expect(await sayTyped(app, 'Yes.')).toBe(true);
    expect(app.bridge.calls.map(({ name }) => name)).toEqual(['session.start', 'turn.text']);
  });

  it('sends nothing when the session does not open', async () => {
    const app = page(opened, (_, announce) => {
      const { session } = emptySnapshot;
      const failure = { code: 'unreachable', text: '' } as const;
      announce({ name: 'session.changed', payload: { ...session, phase: 'connecting' } });
      announce({ name: 'session.changed', payload: { ...session, failure } });
      return null;
    });
    expect(await sayTyped(app, 'Yes.')).toBe(false);
    expect(app.bridge.calls.map(({ name }) => name)).toEqual(['session.start']);
  });
});
