import { describe, expect, it } from 'vitest';
import { defaultSettings, levels } from '../../../contract/settings.ts';
import { sessionPrefix } from './session-config.ts';
import { shop } from './testing-conductor.ts';

const free = { settings: defaultSettings, scenario: null, tools: [] };

describe('the prefix of a conversation', () => {
  it('speaks to each level in its own manner, in free conversation', () => {
    const told = levels.map(
      (level) => sessionPrefix({ ...free, settings: { ...defaultSettings, level } }).instructions,
    );
    expect(new Set(told).size).toBe(levels.length);
    for (const [index, level] of levels.entries()) expect(told[index]).toContain(`level ${level}`);
    expect(told.join()).not.toMatch(/\{\w+\}/);
  });

  it('leaves a scenario its own instructions', () => {
    const question = { ...free, scenario: shop };
    expect(sessionPrefix(question).instructions).toBe(shop.instructions);
  });

  it('is the same, byte for byte, for the same question', () => {
    expect(JSON.stringify(sessionPrefix(free))).toBe(JSON.stringify(sessionPrefix({ ...free })));
  });
});
