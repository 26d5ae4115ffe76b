import type {
  NoiseReductionType,
  RealtimeAudioConfigInput,
  RealtimeAudioInputTurnDetection,
  RealtimeFunctionTool,
  RealtimeSessionCreateRequest,
  RealtimeTruncationRetentionRatio,
} from 'openai/resources/realtime/realtime';
import type { Scenario } from '../../../contract/scenario.ts';
import type { Level, Settings, TurnDetection } from '../../../contract/settings.ts';
import type { Target } from '../realtime/endpoint.ts';
import { asksForConfidence, transcriptionOf } from './transcribers.ts';

const LOGPROBS = 'item.input_audio_transcription.logprobs';

/** What every prompt of a conversation begins with, instructions first. */
export interface SessionPrefix {
  readonly instructions: string;
  readonly tools: readonly RealtimeFunctionTool[];
}

/** What a prefix is made from. */
export interface PrefixQuestion {
  readonly settings: Settings;
  readonly scenario: Scenario | null;
  readonly tools: readonly RealtimeFunctionTool[];
}

/** What a session is configured from. */
export interface SessionQuestion {
  readonly settings: Settings;
  readonly scenario: Scenario | null;
  readonly prefix: SessionPrefix;
  readonly endpoint: Pick<Target, 'kind' | 'host'>;
  /** Null for an endpoint that does not know it. */
  readonly truncation: RealtimeTruncationRetentionRatio | null;
}

const FREE_CONVERSATION = [
  'You are a warm, patient partner for speaking practice.',
  'Speak the language with the tag {language}, in short turns, and end most turns with a question.',
  'The learner is at level {level} of the CEFR: {manner}. Never lecture; keep the conversation going.',
].join(' ');

/** How to speak at a level, after the CEFR's own scales of listening. */
const MANNERS: Readonly<Record<Level, string>> = {
  A1: 'speak slowly, in single short sentences of the most common words',
  A2: 'speak clearly, in short simple sentences about everyday things',
  B1: 'speak clearly and plainly, and explain a rare word in simple ones',
  B2: 'speak at a natural pace, and use idioms only where the context explains them',
  C1: 'speak as with a fluent speaker, idioms included',
  C2: 'speak as with a native speaker',
};

function freeConversation(language: string, level: Level): string {
  return FREE_CONVERSATION.replace('{language}', language)
    .replace('{level}', level)
    .replace('{manner}', MANNERS[level]);
}

/**
 * The prefix of a new conversation: byte-stable for the same question, because a later request is
 * served from the cache only as far as it begins with the same bytes.
 */
export function sessionPrefix({ settings, scenario, tools }: PrefixQuestion): SessionPrefix {
  const language = scenario?.language ?? settings.language;
  const instructions = scenario?.instructions ?? freeConversation(language, settings.level);
  return { instructions, tools };
}

/** The `session.update` of a new session. The prefix goes in as it is. */
export function sessionConfig(question: SessionQuestion): RealtimeSessionCreateRequest {
  const { settings, scenario, prefix, truncation, endpoint } = question;
  const language = scenario?.language ?? settings.language;
  const transcription = transcriptionOf(settings, language);
  const noise = noiseReduction(settings);
  return {
    type: 'realtime',
    instructions: prefix.instructions,
    tools: [...prefix.tools],
    ...(truncation === null ? {} : { truncation }),
    tool_choice: 'auto',
    output_modalities: ['audio'],
    ...(asksForConfidence(settings, endpoint) ? { include: [LOGPROBS] } : {}),
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: 24_000 },
        ...(transcription === null ? {} : { transcription }),
        ...(noise === null ? {} : { noise_reduction: noise }),
        turn_detection: detectionOf(settings),
      },
      output: {
        format: { type: 'audio/pcm', rate: 24_000 },
        voice: settings.voice,
        speed: settings.speed,
      },
    },
  };
}

/** Speed alone may change between turns; it goes in an update of its own. */
export function speedUpdate(speed: number): RealtimeSessionCreateRequest {
  return { type: 'realtime', audio: { output: { speed } } };
}

/** What a session listens with. */
export interface ListeningQuestion {
  readonly settings: Settings;
  /** Nobody is listened to: nor is anybody asked whether they are still there. */
  readonly muted: boolean;
  /** The noise reduction has changed too. */
  readonly withNoise: boolean;
}

/** How turns end, and what noise is removed, may change at any time. */
export function listeningUpdate(question: ListeningQuestion): RealtimeSessionCreateRequest {
  const { settings, muted, withNoise } = question;
  const detection = detectionOf(settings);
  const isQuiet = muted && detection?.type === 'server_vad';
  const turn_detection = isQuiet ? { ...detection, idle_timeout_ms: null } : detection;
  const noise = withNoise ? { noise_reduction: noiseReduction(settings) } : {};
  // The API takes null where it is off; the published types know absence only.
  const input = { ...noise, turn_detection } as RealtimeAudioConfigInput;
  return { type: 'realtime', audio: { input } };
}

function detectionOf({ mode, turnDetection: choice }: Settings) {
  return mode === 'push_to_talk' ? null : turnDetection(choice);
}

function noiseReduction({ noiseReduction: type }: Settings): { type: NoiseReductionType } | null {
  return type === 'off' ? null : { type };
}

/** No turns are to be found in what follows. */
export const noTurnDetection: RealtimeSessionCreateRequest = {
  type: 'realtime',
  audio: { input: { turn_detection: null } },
};

function turnDetection(choice: TurnDetection): RealtimeAudioInputTurnDetection {
  const answers = {
    create_response: choice.createResponse,
    interrupt_response: choice.interruptResponse,
  };
  if (choice.kind === 'semantic_vad') {
    return { type: 'semantic_vad', eagerness: choice.eagerness, ...answers };
  }
  const idle = choice.idleTimeoutMilliseconds;
  return {
    type: 'server_vad',
    threshold: choice.threshold,
    prefix_padding_ms: choice.prefixPaddingMilliseconds,
    silence_duration_ms: choice.silenceMilliseconds,
    ...answers,
    ...(idle === null ? {} : { idle_timeout_ms: idle }),
  };
}
