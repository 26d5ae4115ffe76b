import { type Item, transcriptOf } from '../conversation/item.ts';
import { millisecondsOf } from '../conversation/truncate.ts';
import type { GivenTokens } from './response-usage.ts';
import { spokenTokens, textTokens } from './tokens.ts';

/** Tokens of a response's own items: transcripts, texts and calls as text, speech as audio. */
export function givenTokens(items: readonly Item[]): GivenTokens {
  let text = 0;
  for (const item of items) {
    if (item.kind === 'call') text += textTokens(`${item.name} ${item.arguments}`);
    if (item.kind !== 'assistant') continue;
    for (const part of item.parts) {
      text += textTokens(part.kind === 'text' ? part.text : transcriptOf(part));
    }
  }
  return { text, audio: spokenTokens(spokenMilliseconds(items)) };
}

/** Milliseconds of the partner's audio in these items. */
export function spokenMilliseconds(items: readonly Item[]): number {
  let milliseconds = 0;
  for (const item of items) {
    if (item.kind !== 'assistant') continue;
    for (const part of item.parts) {
      if (part.kind === 'audio') milliseconds += millisecondsOf(part);
    }
  }
  return milliseconds;
}
