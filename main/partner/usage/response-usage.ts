import type { RealtimeResponseUsage } from 'openai/resources/realtime/realtime';
import type { Modality, Segment } from './prompt.ts';
import type { CachedTokens } from './prompt-cache.ts';

/** Tokens that a response gave. */
export interface GivenTokens {
  readonly text: number;
  readonly audio: number;
}

/** What `response.done` bills: the cached tokens are a part of the input. */
export function responseUsage(
  prompt: readonly Segment[],
  cached: CachedTokens,
  given: GivenTokens,
): RealtimeResponseUsage {
  const input = { text: 0, audio: 0, image: 0 } satisfies Record<Modality, number>;
  for (const { modality, tokens } of prompt) input[modality] += tokens;
  const inputTokens = input.text + input.audio + input.image;
  const outputTokens = given.text + given.audio;
  return {
    total_tokens: inputTokens + outputTokens,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    input_token_details: {
      text_tokens: input.text,
      audio_tokens: input.audio,
      image_tokens: input.image,
      cached_tokens: cached.text + cached.audio + cached.image,
      cached_tokens_details: {
        text_tokens: cached.text,
        audio_tokens: cached.audio,
        image_tokens: cached.image,
      },
    },
    output_token_details: { text_tokens: given.text, audio_tokens: given.audio },
  };
}
