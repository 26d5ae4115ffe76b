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
  const sum = (name: keyof Usage): number => Math.min(Number.MAX_SAFE_INTEGER, a[name] + b[name]);
  return {
    inputText: sum('inputText'),
    inputAudio: sum('inputAudio'),
    cachedText: sum('cachedText'),
    cachedAudio: sum('cachedAudio'),
    outputText: sum('outputText'),
    outputAudio: sum('outputAudio'),
  };
}

/** More than any response has: what a broken server counts must not break the sums. */
const MOST_TOKENS = 1_000_000_000;

function whole(value: number | null | undefined): number {
  return Math.min(MOST_TOKENS, Math.round(value ?? 0));
}

function rest(sum: number | null | undefined, part: number): number {
  return Math.max(0, (sum ?? 0) - part);
}
