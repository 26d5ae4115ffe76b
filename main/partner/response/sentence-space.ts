const ENDS_WITHOUT_SPACE = /[\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。！？、]$/u;

/** The next sentence of a message, with the space before it that the script of the former one needs. */
export function joinedTo(written: string, next: string): string {
  const text = next.trim();
  return written === '' || ENDS_WITHOUT_SPACE.test(written) ? text : ` ${text}`;
}
