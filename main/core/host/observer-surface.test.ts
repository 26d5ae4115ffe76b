import { expect, it } from 'vitest';
import type { AnyEvent } from '../../../contract/events/events.ts';
import { observerSurface } from './observer-surface.ts';
import { ScriptedCore } from './scripted-core.ts';

it('sees events and levels, and gives both up together', () => {
  const core = new ScriptedCore();
  const seen: AnyEvent[] = [];
  const listening = observerSurface(core).onEvent((event) => seen.push(event));
  core.emit({ name: 'speaker.flush', payload: { flush: 3 } });
  core.measure({ microphone: 0.5, speaker: 0 });
  expect(seen.map(({ name }) => name)).toEqual(['speaker.flush', 'levels.measured']);
  listening.dispose();
  expect(core.listeners).toBe(0);
});

it('hears nothing, says nothing, and is not missed', () => {
  const core = new ScriptedCore();
  const observer = observerSurface(core);
  observer.onSpeakerAudio(() => undefined);
  observer.pageCame();
  observer.microphoneFrame({
    kind: 'microphone',
    stream: 1,
    sequence: 0,
    last: false,
    samples: new Int16Array(1),
  });
  observer.pageLeft();
  expect(core.listeners).toBe(0);
  expect(core.inputs).toEqual([]);
});

it('may show the main window, and not touch the key or the conversation', () => {
  const core = new ScriptedCore({ 'desktop.showMain': () => null });
  const { handlers } = observerSurface(core);
  expect(handlers['desktop.showMain']({})).toBe(null);
  expect(() => handlers['key.set']({ key: 'not-a-real-key', weak: false })).toThrow('look on');
  expect(() => handlers['turn.begin']({})).toThrow('look on');
  expect(core.inputs).toEqual([{ kind: 'call', name: 'desktop.showMain', input: {} }]);
});
