import { describe, expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { emptySnapshot } from '../testing/samples.ts';
import { ScriptedBridge } from '../testing/scripted-bridge.ts';
import { createAppStore, createAsk, createSend, followBridge, hideNotice } from './app-store.ts';

describe('followBridge', () => {
  it('reduces what is announced until it is disposed', () => {
    const bridge = new ScriptedBridge();
    const store = createAppStore();
    const following = followBridge(store, bridge, () => 'lost');
    bridge.announce({ name: 'snapshot', payload: emptySnapshot });
    expect(store.getState().link).toBe('open');
    following.dispose();
    const session = { ...emptySnapshot.session, phase: 'idle' } as const;
    bridge.announce({ name: 'session.changed', payload: session });
    expect(store.getState().session.phase).toBe('offline');
  });

  it('tells why the link has closed', () => {
    const bridge = new ScriptedBridge();
    const store = createAppStore();
    followBridge(store, bridge, () => 'taken_over');
    bridge.close();
    expect(store.getState()).toMatchObject({ link: 'closed', closeReason: 'taken_over' });
  });
});

describe('createSend', () => {
  const failing = new ScriptedBridge(() => {
    throw new Failure('busy', 'An answer is being given.');
  });

  it('passes a call on and says that it succeeded', async () => {
    const bridge = new ScriptedBridge();
    const store = createAppStore();
    expect(await createSend(store, bridge)('turn.text', { text: 'Yes.' })).toBe(true);
    expect(bridge.calls).toEqual([{ name: 'turn.text', input: { text: 'Yes.' } }]);
    expect(store.getState().notices).toEqual([]);
  });

  it('turns a failure into a notice, which can be hidden', async () => {
    const store = createAppStore();
    expect(await createSend(store, failing)('turn.begin', {})).toBe(false);
    const [notice] = store.getState().notices;
    expect(notice?.failure).toEqual({ code: 'busy', text: 'An answer is being given.' });
    hideNotice(store, notice?.id ?? -1);
    expect(store.getState().notices).toEqual([]);
  });

  it('is quiet once the link has closed, which is told already', async () => {
    const store = createAppStore();
    store.setState({ link: 'closed' });
    expect(await createSend(store, failing)('turn.begin', {})).toBe(false);
    expect(store.getState().notices).toEqual([]);
  });
});

describe('createAsk', () => {
  it('gives the answer, or nothing and a notice', async () => {
    const store = createAppStore();
    const answering = new ScriptedBridge(() => ({ csv: 'a', shortened: false }));
    const range = { from: '2026-11-01', to: '2026-11-30' };
    const answer = await createAsk(store, answering)('usage.export', range);
    expect(answer).toEqual({ csv: 'a', shortened: false });
    const failing = new ScriptedBridge(() => {
      throw new Failure('internal', 'The disk is gone.');
    });
    expect(await createAsk(store, failing)('usage.export', range)).toBeNull();
    expect(store.getState().notices.map(({ failure }) => failure.code)).toEqual(['internal']);
  });
});
