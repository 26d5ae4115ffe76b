import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { loadSynthesizer, type Synthesizer } from './synthesizer.ts';

let synthesizer: Synthesizer;
beforeAll(async () => {
  synthesizer = await loadSynthesizer();
});

const english = { name: 'en-us', rate: 160 };

function loudness(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}

describe('synthesizer', { timeout: 60_000 }, () => {
  it.each([
    ['en-us', 'Hello, I would like to order   some "strawberries" — please! It is 25 of the lot.'],
    ['es', '¿Cuánto cuestan las fresas? ¡Póngame dos kilos!'],
    ['fr', "Bonjour, je voudrais de l'eau, s'il vous plaît ? J'ai 80 €."],
    ['de', 'Guten Tag! Ich hätte gern vierhundert Erdbeeren.'],
    ['ja', 'こんにちは、りんごをください。'],
    ['cmn', '你好，我想买四百个草莓。'],
  ])('says %s aloud, with words in time that join to the text', (name, text) => {
    const { samples, words } = synthesizer.speak(text, { name, rate: 160 });
    const milliseconds = samples.length / 24;
    expect(loudness(samples)).toBeGreaterThan(1000);
    expect(words.map((word) => word.text).join('')).toBe(text);
    expect(words.length).toBeGreaterThan(1);
    const times = words.map((word) => word.atMilliseconds);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(milliseconds);
  });

  it('cuts at words, numbers and slurred words whole', () => {
    const { words } = synthesizer.speak('It is 25 of the lot.', english);
    expect(words.map((word) => word.text)).toEqual(['It', ' is', ' 25', ' of the', ' lot.']);
  });

  it('cuts inside a line without spaces', () => {
    const { words } = synthesizer.speak('你好，我想买四百个草莓。', { name: 'cmn', rate: 160 });
    const cut = words.map((word) => word.text).join('|');
    expect(cut).toBe('你好，|我|想|买|四百|个|草|莓。');
  });

  it('covers any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const { words } = synthesizer.speak(text, english);
        expect(words.map((word) => word.text).join('')).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('reads markup and commands as text', () => {
    const plain = synthesizer.speak('tea  break time="60s"   now', english).samples.length;
    const markup = synthesizer.speak('tea <break time="60s"/> now', english).samples.length;
    expect(Math.abs(markup - plain)).toBeLessThan(plain / 2);
    expect(markup).toBeLessThan(24_000 * 8);
  });

  it('says nothing for nothing', () => {
    const { samples, words } = synthesizer.speak('', english);
    expect(words).toEqual([]);
    expect(samples.every((value) => value === 0)).toBe(true);
  });

  it('speaks faster at a higher rate, and again the same from memory', () => {
    const slow = synthesizer.speak('One two three four.', { name: 'en-us', rate: 120 });
    const fast = synthesizer.speak('One two three four.', { name: 'en-us', rate: 240 });
    expect(fast.samples.length).toBeLessThan(slow.samples.length * 0.7);
    expect(synthesizer.speak('One two three four.', { name: 'en-us', rate: 240 })).toBe(fast);
  });

  it('refuses a voice that does not exist and a text without end', () => {
    expect(() => synthesizer.speak('Hi', { name: 'en-gb', rate: 160 })).toThrow(Failure);
    expect(() => synthesizer.speak('Hi', { name: '', rate: 160 })).toThrow(Failure);
    expect(() => synthesizer.speak('a'.repeat(5001), english)).toThrow(Failure);
  });
});
