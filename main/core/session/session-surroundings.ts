import type { FailureData } from '../../../contract/failure.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { OfferedReply, TranscriptionUsage, Usage } from '../../../contract/session.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { PictureShelf } from '../pictures/picture-shelf.ts';
import type { Target } from '../realtime/endpoint.ts';
import type { Broker } from '../tools/broker.ts';
import type { Conversation } from './conversation.ts';
import type { MadeCall } from './seed.ts';
import type { SessionPrefix } from './session-config.ts';
import type { SpeakerChannel } from './speaker-channel.ts';
import type { ToolCalls } from './tool-calls.ts';
import type { Transcript } from './transcript.ts';

/** What outlives a connection, and where its news goes. */
export interface SessionSurroundings {
  readonly conversation: Conversation;
  readonly transcript: Transcript;
  readonly madeCalls: Map<string, MadeCall>;
  readonly pictures: PictureShelf;
  readonly tools: ToolCalls;
  readonly speaker: SpeakerChannel;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** As they are now; a plan has those with which its session began. */
  readonly settings: () => Settings;
  /** BCP 47 tag of the learner's own language. */
  readonly nativeLanguage: () => string;
  /** Texts of the replies that are on offer now. */
  readonly offeredTexts: () => readonly string[];
  offered(replies: readonly OfferedReply[]): void;
  /** Instructions and tools of the conversation, made once for all its connections. */
  prefix(make: () => SessionPrefix): SessionPrefix;
  used(usage: Usage): void;
  transcribed(usage: TranscriptionUsage): void;
  notice(failure: FailureData): void;
  /** The phase may have changed. */
  changed(): void;
}

/** What one connection is for. */
export interface SessionPlan {
  readonly settings: Settings;
  readonly scenario: Scenario | null;
  /** Seed the new connection with the transcript. */
  readonly keep: boolean;
  /**
   * `new`: it is still being opened, for a learner who waits. `open`: it takes the place of another
   * one. `away`: there is none, and what is said is kept for the next.
   */
  readonly leg: 'new' | 'open' | 'away';
  /** The learner holds the key: nothing may be asked for until they let it go. */
  readonly talking: boolean;
  /** Whom it goes to. */
  readonly target: Pick<Target, 'kind' | 'host' | 'model'>;
}
