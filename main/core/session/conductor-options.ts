import type { AudioFrame } from '../../../contract/audio-frame.ts';
import type { AnyEvent } from '../../../contract/events/events.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Connect } from '../realtime/connection.ts';
import type { Target } from '../realtime/endpoint.ts';
import type { WatchReturn } from '../realtime/return-watch.ts';
import type { Broker } from '../tools/broker.ts';
import type { SessionLimits } from './switch-moment.ts';

/** What the conductor is built from. */
export interface ConductorOptions {
  readonly connect: Connect;
  /** Where a session of this scenario goes; may start the partner. Throws a `Failure`. */
  readonly target: (scenario: string | null) => Promise<Target>;
  /** Who would answer a session that began now. */
  readonly preview: () => SessionView['endpoint'];
  readonly settings: () => Settings;
  readonly scenario: (id: string | null) => Scenario | null;
  readonly broker: Broker;
  readonly clock: Clock;
  /** Milliseconds since the epoch. */
  readonly wall: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly watchReturn: WatchReturn;
  /** How long a session may last there. */
  readonly limits: (kind: Target['kind']) => SessionLimits;
  readonly log: Log;
  readonly newId: () => string;
  /** BCP 47 tag of the learner's own language. */
  readonly nativeLanguage: () => string;
  readonly emit: (event: AnyEvent) => void;
  readonly speaker: (frame: AudioFrame) => void;
}
