import { describe, expect, it } from 'vitest';
import { aside, asking, message } from '../../testing/samples.ts';
import { groupAsides } from './group-asides.ts';

const partner = message('p', 'partner', { text: 'Hello' });
const learner = message('l', 'learner', { text: 'Hello' });
const [first, second] = [aside('a1', { text: '1' }), aside('a2', { text: '2' })];

describe('asides in the margin', () => {
  it('stand beside what the partner said, or beside a tool', () => {
    expect(groupAsides([partner, first, second, asking, first])).toEqual([
      { item: partner, asides: [first, second] },
      { item: asking, asides: [first] },
    ]);
  });

  it('stand by themselves behind the learner’s words, and at the top', () => {
    expect(groupAsides([first, learner, second, first])).toEqual([
      { item: first, asides: [] },
      { item: learner, asides: [] },
      { item: second, asides: [] },
      { item: first, asides: [] },
    ]);
  });
});
