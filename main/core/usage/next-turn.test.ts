import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noUsage, type Usage } from '../../../contract/session.ts';
import { nextTurn, type TurnContext } from './next-turn.ts';
import { inputOf } from './usage.ts';

const plain: TurnContext = { begin: 400, compaction: null, isWarm: true };

/** A lesson of even turns: 50 tokens heard, 100 spoken, 20 of text, all of the past from the cache. */
function lesson(count: number): Usage[] {
  return Array.from({ length: count }, (_, index) => ({
    ...noUsage,
    inputText: 400 + index * 20,
    inputAudio: 50 + index * 150,
    cachedText: 0,
    outputText: 20,
    outputAudio: 100,
  }));
}

describe('the next turn', () => {
  it('is unknown before the first', () => {
    expect(nextTurn([], plain)).toBeNull();
  });

  it('is billed for all that was said, and five seconds of speech where nothing is known', () => {
    expect(nextTurn(lesson(1), plain)).toEqual({
      ...noUsage,
      inputText: 420,
      inputAudio: 50 + 100 + 50,
      outputText: 20,
      outputAudio: 100,
    });
  });

  it('has the last prompt from the cache, but for a step, and what is missing is speech', () => {
    const served = lesson(12).map((usage, index, all) => {
      const before = all[index - 1];
      return before === undefined
        ? usage
        : { ...usage, cachedText: before.inputText, cachedAudio: before.inputAudio };
    });
    const last = served.at(-1);
    const next = nextTurn(served, plain);
    // The last prompt has 620 + 1,700 tokens: 1,024 and ten steps of 128 are cached.
    expect(next).toMatchObject({ inputText: 640, inputAudio: 1850, cachedText: 620 });
    expect(next?.cachedAudio).toBe(1024 + 10 * 128 - 620);
    expect(last?.inputText).toBe(620);
  });

  it('is fresh where the cache has never kept its promise, or has cooled', () => {
    expect(nextTurn(lesson(12), plain)).toMatchObject({ cachedText: 0, cachedAudio: 0 });
    const cooled = nextTurn(lesson(12), { ...plain, isWarm: false });
    expect(cooled).toMatchObject({ cachedText: 0, cachedAudio: 0, cachedImage: 0 });
  });

  it('is small and fresh when the conversation will be compacted', () => {
    const compaction = { limit: 1500, keep: 600 };
    const next = nextTurn(lesson(12), { ...plain, compaction });
    expect(next && inputOf(next)).toBeCloseTo(1000, -1);
    expect(next?.cachedAudio).toBe(0);
  });

  it('never is less than nothing, nor has more cached than there is', () => {
    const count = fc.nat(20_000);
    const usage = fc
      .record({ text: count, audio: count, image: count, out: count, share: fc.nat(100) })
      .map(({ text, audio, image, out, share }) => ({
        inputText: text,
        inputAudio: audio,
        inputImage: image,
        cachedText: Math.floor((text * share) / 100),
        cachedAudio: Math.floor((audio * share) / 100),
        cachedImage: Math.floor((image * share) / 100),
        outputText: out,
        outputAudio: out,
      }));
    const context = fc.record({
      begin: fc.nat(3000),
      compaction: fc.option(
        fc.record({ limit: fc.integer({ min: 1000, max: 30_000 }), keep: fc.nat(1000) }),
      ),
      isWarm: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(usage, { minLength: 1, maxLength: 9 }), context, (responses, around) => {
        const next = nextTurn(responses, around);
        if (next === null) throw new Error('There was a response.');
        expect(
          Object.values(next).every((tokens) => Number.isSafeInteger(tokens) && tokens >= 0),
        ).toBe(true);
        expect(next.cachedText).toBeLessThanOrEqual(next.inputText);
        expect(next.cachedAudio).toBeLessThanOrEqual(next.inputAudio);
        expect(next.cachedImage).toBeLessThanOrEqual(next.inputImage);
      }),
    );
  });
});
