/**
 * The words of `text` that were heard when `share` (0 to 1) of its audio was played: cut behind the
 * last whole word. Speech is not even, so this is an estimate; the server keeps the exact audio.
 */
export function heardText(text: string, share: number): string {
  if (share >= 1) return text;
  const characters = Math.round(text.length * Math.max(0, share));
  let end = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    if (index + segment.length > characters) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd();
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
