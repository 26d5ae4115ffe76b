import { describe, expect, it } from 'vitest';
import type { Item } from '../conversation/item.ts';
import { promptOf } from './prompt.ts';
import { PromptCache } from './prompt-cache.ts';
import { Retention } from './retention.ts';

/** A turn of ten words and the mark of its item: 13 tokens. */
function turn(number: number): Item {
  const text = `${number} one two three four five six seven eight nine`;
  return { kind: 'user', id: `u${number}`, status: 'completed', parts: [{ kind: 'text', text }] };
}

function turns(count: number): Item[] {
  return Array.from({ length: count }, (_, index) => turn(index));
}

const ids = (items: readonly Item[]) => items.map(({ id }) => id);
const session = { instructions: 'Be kind.', tools: [] };
const ratio = (retention_ratio: number, post_instructions?: number) =>
  ({
    type: 'retention_ratio',
    retention_ratio,
    ...(post_instructions === undefined ? {} : { token_limits: { post_instructions } }),
  }) as const;

describe('retention', () => {
  it('drops the oldest down to the share, once there are more than the limit', () => {
    const retention = new Retention();
    const config = { ...session, truncation: ratio(0.5, 130) };
    expect(retention.retained(config, turns(10))).toHaveLength(10);
    expect(ids(retention.retained(config, turns(11)))).toEqual(['u6', 'u7', 'u8', 'u9', 'u10']);
  });

  it('drops for good, and then not again until the limit is reached', () => {
    const retention = new Retention();
    const config = { ...session, truncation: ratio(0.5, 130) };
    retention.retained(config, turns(11));
    expect(ids(retention.retained(config, turns(12)))[0]).toBe('u6');
    expect(ids(retention.retained(config, turns(16)))[0]).toBe('u6');
    expect(ids(retention.retained(config, turns(17)))[0]).toBe('u12');
  });

  it('keeps the turn that is to be answered, however long', () => {
    const config = { ...session, truncation: ratio(0, 5) };
    expect(ids(new Retention().retained(config, turns(3)))).toEqual(['u2']);
  });

  it('left to the server begins anew each turn, which the cache has to pay for', () => {
    const many = turns(2400);
    const auto = new Retention();
    const halved = new Retention();
    const served = { auto: 0, halved: 0 };
    const caches = { auto: new PromptCache(() => 0), halved: new PromptCache(() => 0) };
    for (let count = 2180; count < 2200; count += 1) {
      const now = many.slice(0, count);
      for (const [name, retention, truncation] of [
        ['auto', auto, 'auto'],
        ['halved', halved, ratio(0.5)],
      ] as const) {
        const items = retention.retained({ ...session, truncation }, now);
        const cached = caches[name].bill('k', promptOf(session, items));
        if (cached.text > 0) served[name] += 1;
      }
    }
    expect(served.halved).toBeGreaterThanOrEqual(18);
    expect(served.auto).toBe(0);
  });

  it('does nothing where it is disabled', () => {
    const config = { ...session, truncation: 'disabled' } as const;
    expect(new Retention().retained(config, turns(3000))).toHaveLength(3000);
  });
});
