/** The learner's audio: one token for 100 ms, as the API documents. */
const HEARD_MILLISECONDS_A_TOKEN = 100;
/** The partner's audio: one token for 50 ms, as the API documents. */
const SPOKEN_MILLISECONDS_A_TOKEN = 50;

// A word of up to seven letters, up to three digits, or one sign is one token. English comes out at
// about four characters a token, which is the rule of thumb that OpenAI gives.
const PIECES =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{L}{1,7}|\p{N}{1,3}|[^\s\p{L}\p{N}]/gu;

/** An estimate of the tokens of a text; 0 for an empty one. */
export function textTokens(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(PIECES)) count += 1;
  return count;
}

/** Tokens of so many milliseconds of the learner's audio; a started one counts. */
export function heardTokens(milliseconds: number): number {
  return Math.ceil(milliseconds / HEARD_MILLISECONDS_A_TOKEN);
}

/** Tokens of so many milliseconds of the partner's audio; a started one counts. */
export function spokenTokens(milliseconds: number): number {
  return Math.ceil(milliseconds / SPOKEN_MILLISECONDS_A_TOKEN);
}
