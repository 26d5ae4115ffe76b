import type { PartnerClock } from '../base/clock.ts';
import type { MakeId } from '../base/ids.ts';
import type { Brain } from '../brain/brain.ts';
import type { Synthesizer } from '../speech/synthesizer.ts';
import type { PromptCache } from '../usage/prompt-cache.ts';

/** Finds where speech begins and ends; times are of the audio that it was given. */
export interface VoiceDetector {
  push(
    samples: Int16Array,
  ): readonly { readonly kind: 'started' | 'stopped'; readonly atMilliseconds: number }[];
}

/** How a detector is to listen: `threshold` 0 to 1, as the API has it. */
export interface DetectorOptions {
  readonly threshold: number;
  readonly prefixPaddingMilliseconds: number;
  readonly silenceMilliseconds: number;
}

/** What a session is given from outside. */
export interface SessionServices {
  readonly brain: Brain;
  readonly synthesizer: Synthesizer;
  readonly createDetector: (options: DetectorOptions) => VoiceDetector;
  readonly clock: PartnerClock;
  readonly makeId: MakeId;
  readonly cache: PromptCache;
  /** Prompts are shared between the sessions of one key only. */
  readonly cacheKey: string;
  /** How many times faster than real time an answer is streamed; `Infinity` as fast as it goes. */
  readonly speed: number;
  /** Resolves when the client has taken enough of what was sent before. */
  readonly room: () => Promise<void>;
  /** Told what went wrong inside; never told what was said. */
  readonly onFault: (error: unknown) => void;
}
