import type { TranscriptItem } from '../../../contract/session.ts';

/** What is known beside the transcript when a connection takes a conversation up. */
export interface OwedQuestion {
  /** The partner speaks first when nothing was said yet. */
  readonly opens: boolean;
  /** Whether the audio of a turn is kept that has no words. */
  readonly isKept: (item: string) => boolean;
}

/**
 * Whether the partner is to speak when a connection takes the conversation up: to a turn that has
 * no answer, after a tool's output, and where an answer was cut off by the network.
 */
export function owesAnswer(items: readonly TranscriptItem[], question: OwedQuestion): boolean {
  for (const item of items.toReversed()) {
    const owed = owedAfter(item, question);
    if (owed !== null) return owed;
  }
  return question.opens;
}

/** Null: the item says nothing about it. */
function owedAfter(item: TranscriptItem, { isKept }: OwedQuestion): boolean | null {
  if (item.kind === 'tool') {
    // The answer is asked for when the call ends.
    if (item.status === 'asking' || item.status === 'running') return false;
    return item.output === '' ? null : true;
  }
  if (item.kind !== 'message') return null;
  if (item.speaker === 'learner') {
    const isSomething = item.text !== '' || item.picture !== null || isKept(item.id);
    return isSomething ? true : null;
  }
  if (item.text === '') return null;
  return item.status === 'failed' && item.failure?.code === 'connection_lost';
}
