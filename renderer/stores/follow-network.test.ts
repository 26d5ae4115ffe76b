import { expect, it } from 'vitest';
import { initialState } from './app-state.ts';
import { createAppStore } from './app-store.ts';
import { followNetwork } from './follow-network.ts';

it('tells of the network while there is a session, until it is let go', () => {
  const store = createAppStore();
  const window = new EventTarget();
  const told: unknown[] = [];
  const follow = followNetwork(
    store,
    (name, input) => {
      told.push([name, input]);
      return Promise.resolve(true);
    },
    window,
  );
  window.dispatchEvent(new Event('online'));
  expect(told).toEqual([]);
  store.setState({ session: { ...initialState.session, phase: 'idle' } });
  window.dispatchEvent(new Event('offline'));
  window.dispatchEvent(new Event('online'));
  expect(told).toEqual([
    ['network.changed', { online: false }],
    ['network.changed', { online: true }],
  ]);
  follow.dispose();
  window.dispatchEvent(new Event('online'));
  expect(told).toHaveLength(2);
});
