import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { subscription } from './subscription.ts';

it('gives back all that it took, and nothing else', () => {
  const emitter = new EventEmitter();
  const heard: string[] = [];
  const listener = (value: string): void => void heard.push(value);
  emitter.on('one', listener);
  const taken = subscription(emitter, (on) => {
    on.on('one', listener);
    on.on('two', listener);
  });
  emitter.emit('two', 'b');
  taken.dispose();
  taken.dispose();
  emitter.emit('one', 'a');
  emitter.emit('two', 'c');
  expect(heard).toEqual(['b', 'a']);
  expect(emitter.listenerCount('two')).toBe(0);
});
