import { describe, expect, it } from 'vitest';
import type { Phase } from '../../contract/session.ts';
import { emptySnapshot } from '../testing/samples.ts';
import { ScriptedEngine } from '../testing/scripted-engine.ts';
import { initialState } from './app-state.ts';
import { type AppStore, createAppStore } from './app-store.ts';
import { keepAudio } from './keep-audio.ts';
import { reduceEvent } from './reduce-event.ts';
import { createUiStore } from './ui-store.ts';

const opened = reduceEvent(initialState, { name: 'snapshot', payload: emptySnapshot });

function setPhase(store: AppStore, phase: Phase): void {
  store.setState(({ session }) => ({ session: { ...session, phase } }));
}

describe('keepAudio', () => {
  it('opens the microphone once a session and closes it after', () => {
    const store = createAppStore(opened);
    const engine = new ScriptedEngine();
    keepAudio(store, engine, createUiStore());
    for (const phase of ['connecting', 'idle', 'listening', 'idle', 'offline'] as const) {
      setPhase(store, phase);
    }
    expect(engine.told).toEqual(['configure', 'open', 'close']);
  });

  it('configures before it opens, and again only for what concerns sound', () => {
    const store = createAppStore();
    const engine = new ScriptedEngine();
    keepAudio(store, engine, createUiStore());
    expect(engine.told).toEqual([]);
    store.setState({ ...opened, session: { ...opened.session, phase: 'idle' } });
    expect(engine.told).toEqual(['configure', 'open']);
    store.setState(({ settings }) => ({ settings: { ...settings, speed: 0.8 } }));
    expect(engine.told).toHaveLength(2);
    store.setState(({ settings }) => ({ settings: { ...settings, noiseSuppression: false } }));
    expect(engine.told).toEqual(['configure', 'open', 'configure']);
  });

  it('gives the microphone back when the link ends and when it is disposed', () => {
    for (const end of ['link', 'dispose']) {
      const store = createAppStore(opened);
      const engine = new ScriptedEngine();
      const keeping = keepAudio(store, engine, createUiStore());
      setPhase(store, 'idle');
      if (end === 'link') store.setState({ link: 'closed' });
      keeping.dispose();
      expect(engine.told).toEqual(['configure', 'open', 'close']);
    }
  });

  it('opens it also while the learner tries it, and does not close it under a session', () => {
    const store = createAppStore(opened);
    const engine = new ScriptedEngine();
    const ui = createUiStore();
    keepAudio(store, engine, ui);
    ui.setState({ tryingMicrophone: true });
    expect(engine.told).toEqual(['configure', 'open']);
    setPhase(store, 'idle');
    ui.setState({ tryingMicrophone: false });
    expect(engine.told).toEqual(['configure', 'open']);
    setPhase(store, 'offline');
    expect(engine.told).toEqual(['configure', 'open', 'close']);
  });
});
