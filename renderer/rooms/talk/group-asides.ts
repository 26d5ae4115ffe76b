import type { AsideItem, TranscriptItem } from '../../../contract/session.ts';

/** An article of the page, and the asides that stand in the margin beside it. */
export interface Group {
  readonly item: TranscriptItem;
  readonly asides: readonly AsideItem[];
}

/**
 * Puts asides beside what they stand behind, so that they do not push the words apart. The margin
 * of the learner's words has notes of its own: what comes behind those begins a group.
 */
export function groupAsides(items: readonly TranscriptItem[]): readonly Group[] {
  const groups: { item: TranscriptItem; asides: AsideItem[] }[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (item.kind === 'aside' && last !== undefined && hasRoom(last.item)) last.asides.push(item);
    else groups.push({ item, asides: [] });
  }
  return groups;
}

function hasRoom(item: TranscriptItem): boolean {
  return item.kind === 'tool' || (item.kind === 'message' && item.speaker === 'partner');
}
