import type { HintRung, MessageItem, TranscriptItem } from '../../../contract/session.ts';
import type { Settings } from '../../../contract/settings.ts';

/** The rung on which the partner's words begin. */
export function firstRung({ partnerWords }: Pick<Settings, 'partnerWords'>): HintRung {
  return partnerWords === 'on_hint' ? 'sound' : 'text';
}

/** One rung up: from the sound to the words, and to their meaning where that is known. */
export function nextRung({ hint, meaning }: Pick<MessageItem, 'hint' | 'meaning'>): HintRung {
  if (hint === 'sound') return 'text';
  return meaning === null ? hint : 'meaning';
}

/** The partner's latest message; the one of that id when it is the partner's. */
export function hintedMessage(
  items: readonly TranscriptItem[],
  id: string | null,
): MessageItem | null {
  const isHinted = (item: TranscriptItem): item is MessageItem =>
    item.kind === 'message' && item.speaker === 'partner' && (id === null || item.id === id);
  return items.findLast(isHinted) ?? null;
}
