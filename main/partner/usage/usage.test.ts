import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../conversation/item.ts';
import { heardAudio } from '../conversation/item-from-wire.ts';
import { promptOf, type Segment } from './prompt.ts';
import { cachedSteps, commonPrefix, PromptCache } from './prompt-cache.ts';
import { responseUsage } from './response-usage.ts';
import { heardTokens, spokenTokens, textTokens } from './tokens.ts';

function text(content: string, tokens = textTokens(content)): Segment {
  return { modality: 'text', content, tokens };
}
function audio(content: string, tokens: number): Segment {
  return { modality: 'audio', content, tokens };
}
const minute = 60_000;

describe('tokens', () => {
  it.each([
    ['', 0],
    ['Hello, world!', 4],
    ['extraordinarily', 3],
    ['2026', 2],
    ['四百顆草莓', 5],
    ['¿Cuánto cuesta?', 4],
  ])('of %j are %i', (content, tokens) => {
    expect(textTokens(content)).toBe(tokens);
  });

  it('come to about one for four characters of English', () => {
    const sample =
      'When I was younger I lived near the harbour, and every Saturday morning my grandmother took me to the market to buy strawberries, bread and a little cheese.';
    expect(sample.length / textTokens(sample)).toBeGreaterThan(3.5);
    expect(sample.length / textTokens(sample)).toBeLessThan(5);
  });

  it('of audio are ten a second in and twenty a second out', () => {
    expect([heardTokens(0), heardTokens(1), heardTokens(1000)]).toEqual([0, 1, 10]);
    expect([spokenTokens(0), spokenTokens(51), spokenTokens(1000)]).toEqual([0, 2, 20]);
  });
});

describe('a prompt', () => {
  it('is instructions, tools and every item, in order', () => {
    const user: Item = {
      kind: 'user',
      id: 'u',
      status: 'completed',
      parts: [heardAudio(new Int16Array(24_000))],
    };
    const spoken: Item = {
      kind: 'assistant',
      id: 'a',
      status: 'completed',
      parts: [
        {
          kind: 'audio',
          isCut: false,
          chunks: null,
          sampleCount: 48_000,
          words: [{ text: 'Hi', atMilliseconds: 0 }],
        },
      ],
    };
    const prompt = promptOf({ instructions: 'Be kind', tools: [] }, [user, spoken]);
    expect(prompt.map(({ modality, tokens }) => [modality, tokens])).toEqual([
      ['text', 2],
      ['text', 3],
      ['audio', 10],
      ['text', 3],
      ['audio', 40],
      ['text', 1],
    ]);
  });
});

describe('the common prefix', () => {
  it('goes through whole segments and into the first text that differs', () => {
    const earlier = [text('rules', 100), audio('a', 50), text('one two three')];
    const later = [text('rules', 100), audio('a', 50), text('one two four'), text('more')];
    expect(commonPrefix(earlier, later)).toEqual([
      text('rules', 100),
      audio('a', 50),
      text('one two '),
    ]);
    expect(commonPrefix([audio('a', 50)], [audio('b', 50)])).toEqual([]);
  });

  it('never is longer than either prompt', () => {
    const segments = fc.array(
      fc.oneof(
        fc.string({ maxLength: 8 }).map((content) => text(content)),
        fc.nat(3).map((n) => audio(`${n}`, n)),
      ),
      { maxLength: 6 },
    );
    const size = (prompt: readonly Segment[]) =>
      prompt.reduce((sum, { tokens }) => sum + tokens, 0);
    fc.assert(
      fc.property(segments, segments, (a, b) => {
        const common = size(commonPrefix(a, b));
        expect(common).toBeLessThanOrEqual(Math.min(size(a), size(b)) + 1);
        expect(size(commonPrefix(b, b))).toBe(size(b));
      }),
    );
  });
});

describe('the prompt cache', () => {
  function cacheAt() {
    let now = 0;
    return {
      cache: new PromptCache(() => now),
      wait: (milliseconds: number) => {
        now += milliseconds;
      },
    };
  }
  const long = [text('rules', 1000), audio('a', 300)];

  it.each([
    [0, 0],
    [1023, 0],
    [1024, 1024],
    [1151, 1024],
    [1152, 1152],
    [1300, 1280],
  ])('of %i common tokens holds %i', (tokens, cached) => {
    expect(cachedSteps(tokens)).toBe(cached);
  });

  it('holds what an earlier prompt began with, split by modality', () => {
    const { cache } = cacheAt();
    expect(cache.bill('k', long)).toEqual({ text: 0, audio: 0, image: 0 });
    expect(cache.bill('k', [...long, text('next', 500)])).toEqual({
      text: 1000,
      audio: 280,
      image: 0,
    });
  });

  it('is not shared between keys, and a changed beginning breaks it', () => {
    const { cache } = cacheAt();
    cache.bill('k', long);
    expect(cache.bill('other', long).text).toBe(0);
    expect(cache.bill('k', [text('new rules', 1000), audio('a', 300)])).toMatchObject({ audio: 0 });
  });

  it('forgets after five idle minutes, and after an hour in any case', () => {
    const { cache, wait } = cacheAt();
    cache.bill('k', long);
    wait(5 * minute);
    expect(cache.bill('k', long).text).toBe(1000);
    wait(5 * minute + 1);
    expect(cache.bill('k', long).text).toBe(0);
  });

  it('keeps an entry an hour at most, however often it is used', () => {
    const { cache, wait } = cacheAt();
    cache.bill('k', [...long, text('first', 900)]);
    // Each of these uses the first prompt, and leaves one that shares only its beginning.
    for (let turn = 0; turn < 15; turn += 1) {
      expect(cache.bill('k', [...long, text(`${turn}`, 900)]).audio).toBe(280);
      wait(4 * minute);
    }
    wait(1);
    expect(cache.bill('k', [...long, text('first', 900)]).audio).toBe(280);
  });
});

describe('usage', () => {
  it('adds up, the cached part within the input', () => {
    const usage = responseUsage(
      [text('x', 1000), audio('a', 300)],
      { text: 1000, audio: 24, image: 0 },
      {
        text: 5,
        audio: 40,
      },
    );
    expect(usage).toEqual({
      total_tokens: 1345,
      input_tokens: 1300,
      output_tokens: 45,
      input_token_details: {
        text_tokens: 1000,
        audio_tokens: 300,
        image_tokens: 0,
        cached_tokens: 1024,
        cached_tokens_details: { text_tokens: 1000, audio_tokens: 24, image_tokens: 0 },
      },
      output_token_details: { text_tokens: 5, audio_tokens: 40 },
    });
  });
});
