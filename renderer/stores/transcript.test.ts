import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aside, asking, message } from '../testing/samples.ts';
import { appendText, placeItem, removeItems } from './transcript.ts';

const a = message('a', 'partner', { text: 'A' });
const b = message('b', 'learner', { text: 'B' });
const c = message('c', 'partner', { text: 'C' });
const ids = (items: readonly { id: string }[]): string => items.map(({ id }) => id).join('');

describe('placeItem', () => {
  it('puts a new item first, in between, and last', () => {
    expect(ids(placeItem([b, c], a, null))).toBe('abc');
    expect(ids(placeItem([a, c], b, 'a'))).toBe('abc');
    expect(ids(placeItem([a, b], c, 'b'))).toBe('abc');
  });

  it('replaces an item where it is, and leaves its neighbours the same objects', () => {
    const changed = { ...b, text: 'B!' };
    const items = placeItem([a, b, c], changed, 'a');
    expect(items).toEqual([a, changed, c]);
    expect(items[0]).toBe(a);
  });

  it('moves a known item behind the one that is named', () => {
    expect(ids(placeItem([a, b, c], a, 'c'))).toBe('bca');
    expect(ids(placeItem([a, b, c], c, null))).toBe('cab');
  });

  it('appends a new item whose predecessor is unknown, and keeps a known one in place', () => {
    expect(ids(placeItem([a, b], c, 'gone'))).toBe('abc');
    expect(ids(placeItem([a, b, c], b, 'gone'))).toBe('abc');
  });

  it('never holds an item twice, whatever is announced in whatever order', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.tuple(id, fc.option(id));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let items: readonly { id: string }[] = [];
        for (const [name, after] of steps) {
          const item = message(name, 'learner', { text: name });
          items = placeItem(items as (typeof a)[], item, after);
        }
        const known = items.map((item) => item.id);
        expect(new Set(known).size).toBe(known.length);
        expect(new Set(known)).toEqual(new Set(steps.map(([name]) => name)));
      }),
    );
  });
});

describe('appendText', () => {
  it('adds to one message and leaves the others', () => {
    const items = appendText([a, b], 'b', ' and more');
    expect(items).toEqual([a, { ...b, text: 'B and more' }]);
    expect(items[0]).toBe(a);
  });

  it('adds to an aside as well', () => {
    const note = aside('n', { text: 'You can' });
    expect(appendText([a, note], 'n', ' say')).toEqual([a, { ...note, text: 'You can say' }]);
  });

  it('ignores an unknown item and a tool', () => {
    const items = [a, asking];
    expect(appendText(items, 'gone', 'x')).toBe(items);
    expect(appendText(items, asking.id, 'x')).toBe(items);
  });
});

describe('removeItems', () => {
  it('takes away what is named', () => {
    expect(ids(removeItems([a, b, c], ['c', 'a', 'gone']))).toBe('b');
  });
});
