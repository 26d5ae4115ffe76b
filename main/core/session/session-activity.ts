import type { Conversation } from './conversation.ts';
import type { LiveSession } from './live-session.ts';
import type { MicrophoneChannel } from './microphone-channel.ts';
import type { SpeakerChannel } from './speaker-channel.ts';
import type { SwitchActivity } from './switch-moment.ts';

/** The parts of a session that can be busy. */
export interface BusyParts {
  readonly microphone: MicrophoneChannel;
  readonly speaker: SpeakerChannel;
  readonly conversation: Conversation;
  readonly live: LiveSession | null;
}

/** What goes on in them now. */
export function activityOf({ microphone, speaker, conversation, live }: BusyParts): SwitchActivity {
  const { transcript, kept } = conversation;
  return {
    capturing: microphone.capturing || microphone.closing,
    hearing: live?.hearing ?? false,
    answering: live?.answering ?? false,
    playing: speaker.playing,
    unsettled: kept.turns.some(({ state }) => state !== 'wordless'),
    calling: transcript.items.some(
      (item) => item.kind === 'tool' && (item.status === 'asking' || item.status === 'running'),
    ),
  };
}
