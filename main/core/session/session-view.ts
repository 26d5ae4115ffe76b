import type { SessionView } from '../../../contract/session.ts';
import type { Settings } from '../../../contract/settings.ts';
import { firstRung, hintedMessage } from '../practice/hint-ladder.ts';
import type { Conversation } from './conversation.ts';
import { linkView } from './link-state.ts';
import type { MicrophoneChannel } from './microphone-channel.ts';
import { phaseOf } from './phase.ts';
import type { SessionLine } from './session-line.ts';
import type { SpeakerChannel } from './speaker-channel.ts';

/** All that the view of a session is made from. */
export interface SessionParts {
  readonly settings: Settings;
  readonly line: Pick<SessionLine, 'live' | 'state' | 'failure' | 'endpoint' | 'link'>;
  readonly microphone: Pick<MicrophoneChannel, 'capturing' | 'closing' | 'latched' | 'purpose'>;
  readonly speaker: Pick<SpeakerChannel, 'playing'>;
  readonly conversation: Pick<Conversation, 'transcript' | 'scenario'>;
  readonly muted: boolean;
  /** Who would answer a session that began now. */
  readonly preview: () => SessionView['endpoint'];
  /** Milliseconds of the clock that the line goes by. */
  readonly now: number;
}

/** What the page shows of a session. */
export function sessionView(parts: SessionParts): SessionView {
  const { settings, line, microphone, conversation } = parts;
  const { live, state, failure, endpoint } = line;
  const { items } = conversation.transcript;
  const held = state !== 'none' || items.length > 0;
  const { purpose } = microphone;
  return {
    link: linkView(line.link, parts.now),
    phase: phaseOf({
      connection: state,
      capturing: microphone.capturing || (live?.hearing ?? false),
      answering: microphone.closing || (live?.answering ?? false),
      playing: parts.speaker.playing,
    }),
    failure,
    mode: settings.mode,
    endpoint: endpoint ?? parts.preview(),
    scenario: held ? conversation.scenario : settings.scenario,
    muted: parts.muted,
    resumable: state === 'none' && held,
    hint: hintedMessage(items, null)?.hint ?? firstRung(settings),
    latched: microphone.latched,
    helping: purpose === null ? (live?.helping ?? false) : purpose === 'help',
  };
}
