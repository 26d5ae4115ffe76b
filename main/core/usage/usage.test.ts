import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noUsage } from '../../../contract/session.ts';
import { usageBodySchema } from '../realtime/server-event.ts';
import {
  addUsage,
  cachedOf,
  cachedShare,
  inputOf,
  transcriptionUsageOf,
  usageOf,
} from './usage.ts';

const read = (body: unknown) => usageOf(usageBodySchema.parse(body));

describe('the usage of a response', () => {
  it('is told by modality, images and what is cached of them included', () => {
    const usage = read({
      input_tokens: 400,
      output_tokens: 60,
      input_token_details: {
        text_tokens: 100,
        audio_tokens: 200,
        image_tokens: 100,
        cached_tokens: 228,
        cached_tokens_details: { text_tokens: 64, audio_tokens: 128, image_tokens: 36 },
      },
      output_token_details: { text_tokens: 20, audio_tokens: 40 },
    });
    expect(usage).toEqual({
      inputText: 100,
      inputAudio: 200,
      inputImage: 100,
      cachedText: 64,
      cachedAudio: 128,
      cachedImage: 36,
      outputText: 20,
      outputAudio: 40,
    });
    expect([inputOf(usage), cachedOf(usage), cachedShare(usage)]).toEqual([400, 228, 0.57]);
  });

  it('is made of what there is', () => {
    expect(usageOf(null)).toEqual(noUsage);
    expect(read({})).toEqual(noUsage);
    expect(cachedShare(noUsage)).toBeNull();
    expect(read({ input_tokens: 30, output_tokens: 7 })).toMatchObject({
      inputText: 30,
      outputText: 7,
    });
  });

  it('lays a cached sum without details out from the front', () => {
    const input_token_details = { text_tokens: 100, audio_tokens: 300, cached_tokens: 256 };
    expect(read({ input_token_details })).toMatchObject({ cachedText: 100, cachedAudio: 156 });
  });

  it('never has more cached than there is, whatever a server says', () => {
    const count = fc.option(fc.oneof(fc.nat(2000), fc.double(), fc.constant(-5)));
    const parts = fc.record({ text_tokens: count, audio_tokens: count, image_tokens: count });
    const details = fc.record({
      text_tokens: count,
      audio_tokens: count,
      image_tokens: count,
      cached_tokens: count,
      cached_tokens_details: fc.option(parts),
    });
    const body = fc.record({ input_tokens: count, input_token_details: fc.option(details) });
    fc.assert(
      fc.property(body, (value) => {
        const parsed = usageBodySchema.safeParse(value);
        if (!parsed.success) return;
        const usage = usageOf(parsed.data);
        expect(usage.cachedText).toBeLessThanOrEqual(usage.inputText);
        expect(usage.cachedAudio).toBeLessThanOrEqual(usage.inputAudio);
        expect(usage.cachedImage).toBeLessThanOrEqual(usage.inputImage);
        expect(Object.values(addUsage(usage, usage)).every(Number.isSafeInteger)).toBe(true);
      }),
    );
  });
});

describe('the usage of a transcription', () => {
  it('is by length or by tokens', () => {
    expect(transcriptionUsageOf(null)).toBeNull();
    expect(transcriptionUsageOf({ type: 'duration', seconds: 2.5 })).toEqual({
      kind: 'duration',
      milliseconds: 2500,
    });
    const input_token_details = { text_tokens: null, audio_tokens: 40, image_tokens: null };
    const body = {
      type: 'tokens',
      input_tokens: 50,
      output_tokens: 9,
      input_token_details,
    } as const;
    expect(transcriptionUsageOf(body)).toEqual({
      kind: 'tokens',
      inputText: 10,
      inputAudio: 40,
      outputText: 9,
    });
  });
});
