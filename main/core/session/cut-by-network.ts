import type { MessageItem } from '../../../contract/session.ts';
import type { KeptTurns } from './kept-turns.ts';
import type { SpeakerChannel } from './speaker-channel.ts';
import type { Transcript } from './transcript.ts';

/** What a lost connection leaves half done. */
export interface HalfDone {
  readonly transcript: Transcript;
  readonly kept: KeptTurns;
}

const failure = {
  code: 'connection_lost',
  text: 'The connection was lost before this was complete.',
} as const;

/**
 * The connection is lost, and another one is to take its place. What has come of an answer plays
 * out and stands as cut off; an answer of which nothing was heard is taken back. A turn whose words
 * were still to come waits for them, as long as its audio is kept.
 */
export function cutByNetwork(half: HalfDone, speaker: SpeakerChannel): void {
  const { transcript, kept } = half;
  for (const item of transcript.items) {
    if (item.kind === 'tool') continue;
    const unsettled = item.status === 'pending' || item.status === 'partial';
    if (item.kind === 'message' && item.speaker === 'partner') {
      if (unsettled || speaker.unfinished(item.id)) cutAnswer(item, transcript, speaker);
    } else if (unsettled) {
      const again = kept.of(item.id) !== undefined;
      const change = again
        ? ({ status: 'pending', text: '' } as const)
        : ({ status: 'failed', failure } as const);
      transcript.updateWords(item.id, change);
    }
  }
}

function cutAnswer(item: MessageItem, transcript: Transcript, speaker: SpeakerChannel): void {
  const heard = speaker.knows(item.id) || !item.spoken;
  speaker.end(item.id);
  if (heard && item.text !== '') {
    transcript.updateMessage(item.id, { status: 'failed', failure });
  } else transcript.remove([item.id]);
}
