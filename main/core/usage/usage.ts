import { noUsage, type Usage } from '../../../contract/session.ts';
import type { UsageBody } from '../realtime/server-event.ts';

/**
 * Tokens of one response. Every field of the report is optional: where details are missing, what
 * is known only in sum counts as text.
 */
export function usageOf(body: UsageBody | null): Usage {
  if (body === null) return noUsage;
  const input = body.input_token_details;
  const output = body.output_token_details;
  const cached = input?.cached_tokens_details ?? null;
  const inputAudio = whole(input?.audio_tokens);
  const outputAudio = whole(output?.audio_tokens);
  const cachedAudio = whole(cached?.audio_tokens);
  return {
    inputText: whole(input?.text_tokens ?? rest(body.input_tokens, inputAudio)),
    inputAudio,
    cachedText: whole(cached?.text_tokens ?? rest(input?.cached_tokens, cachedAudio)),
    cachedAudio,
    outputText: whole(output?.text_tokens ?? rest(body.output_tokens, outputAudio)),
    outputAudio,
  };
}

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputText: a.inputText + b.inputText,
    inputAudio: a.inputAudio + b.inputAudio,
    cachedText: a.cachedText + b.cachedText,
    cachedAudio: a.cachedAudio + b.cachedAudio,
    outputText: a.outputText + b.outputText,
    outputAudio: a.outputAudio + b.outputAudio,
  };
}

function whole(value: number | null | undefined): number {
  return value === null || value === undefined ? 0 : Math.round(value);
}

function rest(sum: number | null | undefined, part: number): number {
  return Math.max(0, (sum ?? 0) - part);
}
