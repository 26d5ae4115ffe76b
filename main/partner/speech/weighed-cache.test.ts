import { describe, expect, it } from 'vitest';
import { WeighedCache } from './weighed-cache.ts';

const cacheOf = (capacity: number): WeighedCache<number> =>
  new WeighedCache(capacity, (value) => value);

describe('weighed cache', () => {
  it('drops what was unused longest, by weight', () => {
    const cache = cacheOf(10);
    cache.set('a', 4);
    cache.set('b', 4);
    cache.get('a');
    cache.set('c', 4);
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')).toBe(4);
    expect(cache.weight).toBe(8);
  });

  it('counts a replaced value once and keeps none that is too heavy', () => {
    const cache = cacheOf(10);
    cache.set('a', 4);
    cache.set('a', 6);
    cache.set('b', 11);
    expect(cache.weight).toBe(6);
    expect(cache.get('b')).toBeUndefined();
  });
});
