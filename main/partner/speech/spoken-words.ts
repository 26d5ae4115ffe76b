/** A stretch of the text with the space before it, and when it begins to sound. */
export interface SpokenWord {
  readonly text: string;
  readonly atMilliseconds: number;
}

/** Where the synthesiser says that a word begins: `position` in code points, from 0. */
export interface WordMark {
  readonly position: number;
  readonly atMilliseconds: number;
}

/** Scripts that are written without spaces, so that a word may begin inside a run of letters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const SPACE = /\s/u;

/**
 * Cuts `text` at the marks, so that the pieces joined give back the whole text. Marks inside a word
 * (an elided article, a number said as two) move to its beginning; words that the synthesiser
 * slurs into one stay one piece.
 */
export function cutIntoWords(text: string, marks: readonly WordMark[]): readonly SpokenWord[] {
  const points = [...text];
  if (points.length === 0) return [];
  const cuts = [{ at: 0, atMilliseconds: 0 }];
  for (const mark of marks) {
    const at = beginning(points, mark.position);
    const last = cuts.at(-1);
    if (last === undefined || at > last.at) cuts.push({ at, atMilliseconds: mark.atMilliseconds });
  }
  return cuts.map(({ at, atMilliseconds }, index) => ({
    text: points.slice(at, cuts[index + 1]?.at).join(''),
    atMilliseconds,
  }));
}

/** The beginning of the word at `position`, with the space before it. */
function beginning(points: readonly string[], position: number): number {
  let at = Math.min(position, points.length - 1);
  const inside = (): string => points[at - 1] ?? ' ';
  if (!UNSPACED.test(points[at] ?? '')) {
    while (!SPACE.test(inside()) && !UNSPACED.test(inside())) at--;
  }
  while (at > 0 && SPACE.test(inside())) at--;
  return at;
}
