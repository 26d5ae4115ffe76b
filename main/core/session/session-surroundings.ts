import type { FailureData } from '../../../contract/failure.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type {
  Delivery,
  OfferedReply,
  TranscriptionUsage,
  Usage,
} from '../../../contract/session.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Log } from '../base/log.ts';
import type { PictureShelf } from '../pictures/picture-shelf.ts';
import type { Target } from '../realtime/endpoint.ts';
import type { Broker } from '../tools/broker.ts';
import type { MadeCall } from './seed.ts';
import type { SessionPrefix } from './session-config.ts';
import type { SpeakerChannel } from './speaker-channel.ts';
import type { Transcript } from './transcript.ts';

/** What outlives a connection, and where its news goes. */
export interface SessionSurroundings {
  readonly transcript: Transcript;
  readonly madeCalls: Map<string, MadeCall>;
  /** Of committed turns whose items are still to come, in order. */
  readonly deliveries: Delivery[];
  readonly pictures: PictureShelf;
  readonly speaker: SpeakerChannel;
  readonly broker: Broker;
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
  /** Whom it goes to. */
  readonly target: Pick<Target, 'kind' | 'host' | 'model'>;
}
