import { describe, expect, it } from 'vitest';
import { UtteranceCache } from './utterance-cache.ts';

const weighing = (length: number): { samples: Int16Array } => ({ samples: new Int16Array(length) });

describe('utterance cache', () => {
  it('drops what was unused longest, by weight', () => {
    const cache = new UtteranceCache(10);
    cache.set('a', weighing(4));
    cache.set('b', weighing(4));
    cache.get('a');
    cache.set('c', weighing(4));
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')).toBeDefined();
    expect(cache.samples).toBe(8);
  });

  it('counts a replaced value once and keeps none that is too heavy', () => {
    const cache = new UtteranceCache(10);
    cache.set('a', weighing(4));
    cache.set('a', weighing(6));
    cache.set('b', weighing(11));
    expect(cache.samples).toBe(6);
    expect(cache.get('b')).toBeUndefined();
  });
});
