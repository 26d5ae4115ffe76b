import { describe, expect, it } from 'vitest';
import type { TranscriptItem } from '../../../contract/session.ts';
import {
  itemsToDigest,
  LONGEST_DIGEST,
  localDigest,
  VERBATIM_CHARACTERS,
  VERBATIM_ITEMS,
  VERBATIM_MESSAGES,
} from './digest.ts';
import { emptyMessage } from './transcript-events.ts';

function said(count: number, length: number): TranscriptItem[] {
  return Array.from({ length: count }, (_, index) => ({
    ...emptyMessage(`m${index}`, index % 2 === 0 ? 'learner' : 'partner'),
    text: `${index} ${'x'.repeat(length)}`,
    status: 'final' as const,
  }));
}

const asking: TranscriptItem = {
  kind: 'tool',
  id: 'call',
  name: 'place_order',
  arguments: [],
  status: 'asking',
  output: '',
  milliseconds: 0,
};

describe('what a digest stands for', () => {
  it('is nothing while everything fits', () => {
    expect(itemsToDigest(said(20, 100), null)).toEqual([]);
  });

  it('is the oldest part of what is too long; what is recent stays word for word', () => {
    const items = said(60, VERBATIM_CHARACTERS / 40);
    const digested = itemsToDigest(items, null);
    expect(digested.length).toBeGreaterThan(0);
    expect(digested).toEqual(items.slice(0, digested.length));
    expect(items.length - digested.length).toBeGreaterThanOrEqual(VERBATIM_MESSAGES);
  });

  it('is the oldest part of very many short words too', () => {
    const items = said(VERBATIM_ITEMS + 1, 1);
    expect(items.length - itemsToDigest(items, null).length).toBe(VERBATIM_ITEMS / 2);
  });

  it('keeps the last messages, however long they are', () => {
    const items = said(14, VERBATIM_CHARACTERS);
    expect(itemsToDigest(items, null)).toHaveLength(14 - VERBATIM_MESSAGES);
  });

  it('is only what the older digest does not stand for', () => {
    const items = said(60, VERBATIM_CHARACTERS / 40);
    const covers = items.slice(0, 40).map(({ id }) => id);
    expect(itemsToDigest(items, { id: 'd', covers, text: '' })).toEqual([]);
  });

  it('never takes in a call that still waits, or what came after it', () => {
    const items = said(60, VERBATIM_CHARACTERS / 40);
    items.splice(3, 0, asking);
    expect(itemsToDigest(items, null)).toHaveLength(3);
  });
});

describe('a digest without a model', () => {
  it('says who said what, shortened, the older digest first', () => {
    const text = localDigest(said(3, 2), { id: 'd', covers: [], text: 'They met.' });
    expect(text).toBe('They met.\nLearner: 0 xx\nPartner: 1 xx\nLearner: 2 xx');
  });

  it('is never longer than it may be, and keeps the newest', () => {
    const before = { id: 'd', covers: [], text: 'y'.repeat(100_000) };
    const text = localDigest(said(500, 400), before);
    expect(text.length).toBeLessThanOrEqual(LONGEST_DIGEST);
    expect(text).toContain('499');
  });
});
