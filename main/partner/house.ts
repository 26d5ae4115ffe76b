import type { Scenario } from '../../contract/scenario.ts';
import { type PartnerClock, wallClock } from './base/clock.ts';
import { type MakeId, randomId } from './base/ids.ts';
import type { ChatEndpoint } from './brain/chat/chat-brain.ts';
import { createRecognizer, type Recognizer } from './listening/recognizer.ts';
import { VoiceActivity } from './listening/voice-activity.ts';
import type { SessionServices } from './session/services.ts';
import { loadSynthesizer, type Synthesizer } from './speech/synthesizer.ts';
import { PromptCache } from './usage/prompt-cache.ts';

/** How a partner is started; what is left out is the real thing. */
export interface PartnerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Clients must then present it. */
  readonly key?: string;
  /** How long a session may last: 60 minutes unless told otherwise, as with OpenAI. */
  readonly maxSessionMilliseconds?: number;
  readonly scenarios: readonly Scenario[];
  /** Asked for a scenario that is not among those. */
  readonly findMore?: (id: string) => Scenario | undefined;
  /** The scenario of clients that ask for none. */
  readonly defaultScenario?: string;
  readonly chat?: ChatEndpoint;
  /** Told what went wrong inside; never told what was said. */
  readonly onFault?: (error: unknown) => void;
  /** How many times faster than real time answers are streamed: 8 unless told otherwise. */
  readonly speed?: number;
  readonly clock?: PartnerClock;
  readonly makeId?: MakeId;
  readonly synthesizer?: Synthesizer;
  readonly recognizer?: Recognizer;
  readonly createDetector?: SessionServices['createDetector'];
}

/** What every client of a server shares. */
export interface PartnerHouse {
  readonly options: PartnerOptions;
  readonly synthesizer: Synthesizer;
  readonly recognizer: Recognizer;
  readonly clock: PartnerClock;
  readonly makeId: MakeId;
  readonly cache: PromptCache;
  readonly createDetector: SessionServices['createDetector'];
}

/** What a client asks for with its URL and headers. */
export interface Target {
  readonly path: string;
  readonly model: string | null;
  readonly scenario: string | null;
  readonly beta: string | null;
}

/** Everything a server needs before its first client: what `options` leave out is made here. */
export async function openHouse(options: PartnerOptions): Promise<PartnerHouse> {
  const synthesizer = options.synthesizer ?? (await loadSynthesizer());
  const clock = options.clock ?? wallClock;
  return {
    options,
    synthesizer,
    clock,
    recognizer: options.recognizer ?? createRecognizer(synthesizer),
    makeId: options.makeId ?? randomId,
    cache: new PromptCache(() => clock.now()),
    createDetector: options.createDetector ?? ((settings) => new VoiceActivity(settings)),
  };
}
