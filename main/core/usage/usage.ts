import { noUsage, type TranscriptionUsage, type Usage } from '../../../contract/session.ts';
import type { TranscriptionUsageBody, UsageBody } from '../realtime/server-event.ts';

/**
 * Tokens of one response. Every field of the report is optional: where details are missing, what
 * is known only in sum counts as text. The cached part is never more than the whole.
 */
export function usageOf(body: UsageBody | null): Usage {
  if (body === null) return noUsage;
  const input = body.input_token_details;
  const output = body.output_token_details;
  const inputAudio = whole(input?.audio_tokens);
  const inputImage = whole(input?.image_tokens);
  const outputAudio = whole(output?.audio_tokens);
  const inputText = whole(input?.text_tokens ?? rest(body.input_tokens, inputAudio + inputImage));
  return {
    inputText,
    inputAudio,
    inputImage,
    ...cachedParts(input, { inputText, inputAudio, inputImage }),
    outputText: whole(output?.text_tokens ?? rest(body.output_tokens, outputAudio)),
    outputAudio,
  };
}

type Input = Pick<Usage, 'inputText' | 'inputAudio' | 'inputImage'>;
type Cached = Pick<Usage, 'cachedText' | 'cachedAudio' | 'cachedImage'>;

/** A sum without details is laid out as a prompt begins: text, then audio, then images. */
function cachedParts(body: UsageBody['input_token_details'], input: Input): Cached {
  const parts = body?.cached_tokens_details ?? null;
  if (parts === null) {
    const sum = whole(body?.cached_tokens);
    const cachedText = Math.min(input.inputText, sum);
    const cachedAudio = Math.min(input.inputAudio, sum - cachedText);
    const cachedImage = Math.min(input.inputImage, sum - cachedText - cachedAudio);
    return { cachedText, cachedAudio, cachedImage };
  }
  const cachedAudio = Math.min(input.inputAudio, whole(parts.audio_tokens));
  const cachedImage = Math.min(input.inputImage, whole(parts.image_tokens));
  const text = parts.text_tokens ?? rest(body?.cached_tokens, cachedAudio + cachedImage);
  return { cachedText: Math.min(input.inputText, whole(text)), cachedAudio, cachedImage };
}

/** What the transcription of a turn used; null where the server says nothing of it. */
export function transcriptionUsageOf(
  body: TranscriptionUsageBody | null,
): TranscriptionUsage | null {
  if (body === null) return null;
  if (body.type === 'duration') {
    return { kind: 'duration', milliseconds: whole(body.seconds * 1000) };
  }
  const inputAudio = whole(body.input_token_details?.audio_tokens);
  return {
    kind: 'tokens',
    inputAudio,
    inputText: whole(body.input_token_details?.text_tokens ?? rest(body.input_tokens, inputAudio)),
    outputText: whole(body.output_tokens),
  };
}

/** Every kind of token, in the order in which it is written down. */
export const tokenKinds = [
  'inputText',
  'inputAudio',
  'inputImage',
  'cachedText',
  'cachedAudio',
  'cachedImage',
  'outputText',
  'outputAudio',
] as const satisfies readonly (keyof Usage)[];

export function addUsage(a: Usage, b: Usage): Usage {
  const sums = tokenKinds.map((kind) => [kind, capped(a[kind] + b[kind])] as const);
  return { ...noUsage, ...Object.fromEntries(sums) };
}

export function isNothing(usage: Usage): boolean {
  return tokenKinds.every((kind) => usage[kind] === 0);
}

export function inputOf(usage: Usage): number {
  return usage.inputText + usage.inputAudio + usage.inputImage;
}

export function cachedOf(usage: Usage): number {
  return usage.cachedText + usage.cachedAudio + usage.cachedImage;
}

/** How much of the input came from the cache, 0 to 1; null where there was no input. */
export function cachedShare(usage: Usage): number | null {
  const input = inputOf(usage);
  return input === 0 ? null : Math.min(1, cachedOf(usage) / input);
}

/** More than any response has: what a broken server counts must not break the sums. */
const MOST_TOKENS = 1_000_000_000;

function whole(value: number | null | undefined): number {
  return Math.min(MOST_TOKENS, Math.round(value ?? 0));
}

function rest(sum: number | null | undefined, part: number): number {
  return Math.max(0, (sum ?? 0) - part);
}

function capped(value: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, value);
}
