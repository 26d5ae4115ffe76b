import type { AudioFrame } from '../../../contract/audio-frame.ts';
import type { Listen } from '../../../contract/base/emitter.ts';
import type { CallHandlers } from '../../../contract/calls/calls.ts';
import type { AnyEvent, EventPayload, Snapshot } from '../../../contract/events/events.ts';

/** Loudness as the main page measures it. */
export type Levels = EventPayload<'levels.measured'>;

/** All that a host sees of the core, and all that it needs to serve a page. */
export interface CoreSurface {
  readonly handlers: CallHandlers;
  /** Emitted synchronously, in one order with `onSpeakerAudio`. */
  readonly onEvent: Listen<AnyEvent>;
  readonly onSpeakerAudio: Listen<AudioFrame>;
  /** Told only to pages that have no audio of their own. */
  readonly onLevels: Listen<Levels>;
  /** The state of this moment; events that follow build on it. */
  snapshot(): Snapshot;
  /** A page with a microphone and a loudspeaker of its own is about to be greeted. */
  pageCame(): void;
  microphoneFrame(frame: AudioFrame): void;
  /** The page is gone: release an open turn. */
  pageLeft(): void;
}
