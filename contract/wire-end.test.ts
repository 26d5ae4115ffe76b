import { expect, it } from 'vitest';
import { WireEnd } from './wire-end.ts';

it('accepts text and ArrayBuffers, and counts the rest', () => {
  const end = new WireEnd();
  const heard: unknown[] = [];
  end.onData((data) => heard.push(data));
  const buffer = new ArrayBuffer(2);
  for (const value of ['a', buffer, new Uint8Array(2), { a: 1 }, null, 3]) end.accept(value);
  expect(heard).toEqual(['a', buffer]);
  expect(end.dropped).toBe(4);
});

it('ends once, is silent after it, and keeps no listener', () => {
  const end = new WireEnd();
  const heard: string[] = [];
  end.onData(() => heard.push('data'));
  end.onClose(() => {
    heard.push('close');
    end.accept('late');
  });
  end.end();
  end.end();
  expect(heard).toEqual(['close']);
  expect(end.listeners).toBe(0);
});
