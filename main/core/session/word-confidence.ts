import type { Doubt } from '../../../contract/session.ts';

/** A piece of a transcript and the logarithm of its probability. */
export interface HeardToken {
  readonly token: string;
  readonly logprob: number;
  /** Its UTF-8 bytes: a token may be a part of a character only. */
  readonly bytes: readonly number[] | null;
}

/**
 * Below this probability the transcriber held all other wordings together to be likelier than the
 * one that it wrote.
 */
export const LEAST_CONFIDENCE = 0.5;

/** The most that are marked in one turn. */
export const MOST_DOUBTS = 256;

/**
 * The words of `text` of which the transcriber was unsure, as parts of it (UTF-16 units). A word is
 * as sure as its least sure token. Empty where the tokens are not those of the text. `language` is a
 * BCP 47 tag: some languages are written without spaces.
 */
export function doubtsIn(
  text: string,
  tokens: readonly HeardToken[],
  language: string,
): readonly Doubt[] {
  const placed = placeTokens(text, tokens);
  if (placed === null) return [];
  const doubts: Doubt[] = [];
  for (const { segment, index, isWordLike } of segmenterFor(language).segment(text)) {
    if (isWordLike !== true) continue;
    const to = index + segment.length;
    const own = placed.filter((token) => token.from < to && token.to > index);
    const confidence = own.reduce((least, token) => Math.min(least, token.probability), 1);
    if (confidence < LEAST_CONFIDENCE) doubts.push({ from: index, to, confidence });
  }
  return doubts.slice(0, MOST_DOUBTS);
}

interface PlacedToken {
  readonly from: number;
  readonly to: number;
  readonly probability: number;
}

/** Where each token stands in `text`; null when they do not make it up, but for spaces around it. */
function placeTokens(text: string, tokens: readonly HeardToken[]): readonly PlacedToken[] | null {
  if (tokens.length === 0) return null;
  const encoder = new TextEncoder();
  const pieces = tokens.map(({ token, bytes }) => bytes ?? encoder.encode(token));
  const whole = new TextDecoder().decode(Uint8Array.from(pieces.flatMap((piece) => [...piece])));
  if (whole.trim() !== text.trim()) return null;
  const shift = leading(text) - leading(whole);
  const places = unitsOfBytes(whole);
  let at = 0;
  return pieces.map((piece, index) => {
    const from = places[at] ?? whole.length;
    at += piece.length;
    // A token that ends within a character has a part in all of it.
    const to = (places[at - 1] ?? whole.length) + 1;
    const probability = Math.min(1, Math.exp(tokens[index]?.logprob ?? 0));
    return { from: from + shift, to: to + shift, probability };
  });
}

function leading(text: string): number {
  return text.length - text.trimStart().length;
}

/** For each byte of `text` in UTF-8, the UTF-16 unit in which its character begins. */
function unitsOfBytes(text: string): readonly number[] {
  const units: number[] = [];
  let unit = 0;
  for (const character of text) {
    const bytes = new TextEncoder().encode(character).length;
    for (let byte = 0; byte < bytes; byte += 1) units.push(unit);
    unit += character.length;
  }
  return units;
}

function segmenterFor(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' });
  } catch {
    // The tag is the learner's own, and need not be one.
    return new Intl.Segmenter(undefined, { granularity: 'word' });
  }
}
