import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TestStage } from './testing-conductor.ts';
import { doubtsIn, type HeardToken } from './word-confidence.ts';

function token(text: string, probability: number): HeardToken {
  return { token: text, logprob: Math.log(probability), bytes: null };
}

/** The doubtful parts of `text`, in words. */
function unsure(text: string, tokens: readonly HeardToken[], language = 'en'): string[] {
  return doubtsIn(text, tokens, language).map(({ from, to }) => text.slice(from, to));
}

describe('the words that a transcriber was unsure of', () => {
  it('are those with a token under one half', () => {
    const tokens = [
      token('I', 0.99),
      token(' wait', 0.49),
      token(' for', 0.51),
      token(' her', 0.2),
    ];
    expect(unsure('I wait for her', tokens)).toEqual(['wait', 'her']);
    expect(doubtsIn('I wait for her', tokens, 'en')[1]?.confidence).toBeCloseTo(0.2);
  });

  it('are as unsure as their least sure token, and are never mere punctuation', () => {
    const tokens = [token('straw', 0.9), token('berr', 0.3), token('ies', 0.99), token('!', 0.01)];
    expect(unsure('strawberries!', tokens)).toEqual(['strawberries']);
  });

  it('are found behind spaces that the transcript leaves out, or has', () => {
    expect(unsure('no way', [token('  no', 0.9), token(' way ', 0.1)])).toEqual(['way']);
    expect(unsure(' no way', [token('no', 0.1), token(' way', 0.9)])).toEqual(['no']);
  });

  it('are segmented in languages without spaces, also when a token is part of a character', () => {
    const bytes = (text: string) => [...new TextEncoder().encode(text)];
    const [first = 0, ...rest] = bytes('莓');
    const tokens = [
      { token: '我想要', logprob: 0, bytes: bytes('我想要') },
      { token: '草', logprob: 0, bytes: bytes('草') },
      { token: '\ufffd', logprob: Math.log(0.9), bytes: [first] },
      { token: '\ufffd', logprob: Math.log(0.2), bytes: rest },
    ];
    expect(unsure('我想要草莓', tokens, 'zh-Hant')).toEqual(['草莓']);
    const astral = [token('🍓', 0.9), token(' red', 0.1)];
    expect(unsure('🍓 red', astral)).toEqual(['red']);
  });

  it('are none where the tokens are of another text, or where there are none', () => {
    expect(unsure('I wait', [token('I waited', 0.1)])).toEqual([]);
    expect(unsure('I wait', [])).toEqual([]);
    expect(unsure('I wait', [token('I wait', 0.1)], 'no such tag!')).toEqual(['I', 'wait']);
  });

  it('lie inside the text, whatever an endpoint says', () => {
    const anything = fc.record({
      token: fc.string({ unit: 'binary' }),
      logprob: fc.oneof(fc.double(), fc.constant(Number.NaN)),
      bytes: fc.option(fc.array(fc.integer({ min: 0, max: 255 })), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(anything), fc.boolean(), (tokens, isWhole) => {
        const text = isWhole ? tokens.map((each) => each.token).join('') : 'something else';
        for (const { from, to, confidence } of doubtsIn(text, tokens, 'en')) {
          expect(from).toBeLessThan(to);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(confidence >= 0 && confidence < 0.5).toBe(true);
        }
      }),
    );
  });
});

const transcription = 'conversation.item.input_audio_transcription';

describe('a turn of which the endpoint says how sure it was', () => {
  const words = [
    { token: 'She', logprob: -0.01 },
    { token: ' know', logprob: -1.2 },
  ];

  async function heard(...said: ({ type: string } & Record<string, unknown>)[]) {
    const stage = new TestStage();
    const line = await stage.live();
    line.say({ type: 'input_audio_buffer.committed', item_id: 'u1', previous_item_id: null });
    for (const event of said) line.say({ item_id: 'u1', ...event });
    return stage.conductor.conversation.transcript.message('u1');
  }

  it('is marked, be it told with the whole or with its parts', async () => {
    const doubts = [{ from: 4, to: 8, confidence: Math.exp(-1.2) }];
    const whole = { type: `${transcription}.completed`, transcript: 'She know' };
    expect(await heard({ ...whole, logprobs: words })).toMatchObject({ doubts });
    const parts = words.map((word) => ({
      type: `${transcription}.delta`,
      delta: word.token,
      logprobs: [word],
    }));
    expect(await heard(...parts, whole)).toMatchObject({ status: 'final', doubts });
  });

  it('stays as it is where that is malformed, null or missing', async () => {
    const whole = { type: `${transcription}.completed`, transcript: 'She know' };
    for (const logprobs of [null, undefined, 'x', [{ token: 1 }], [{ token: 'She know' }]]) {
      expect(await heard({ ...whole, logprobs })).toMatchObject({
        text: 'She know',
        status: 'final',
        doubts: [],
      });
    }
  });
});
