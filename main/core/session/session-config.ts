import type {
  RealtimeAudioInputTurnDetection,
  RealtimeFunctionTool,
  RealtimeSessionCreateRequest,
} from 'openai/resources/realtime/realtime';
import type { Scenario } from '../../../contract/scenario.ts';
import type { Settings, TurnDetection } from '../../../contract/settings.ts';

/** What a session is configured from. */
export interface SessionQuestion {
  readonly settings: Settings;
  readonly scenario: Scenario | null;
  readonly tools: readonly RealtimeFunctionTool[];
}

const TRANSCRIPTION_MODEL = 'gpt-4o-transcribe';

const FREE_CONVERSATION = [
  'You are a warm, patient partner for speaking practice.',
  'Speak the language with the tag {language}, in short turns, and end most turns with a question.',
  'Match the level of the learner. Never lecture; keep the conversation going.',
].join(' ');

/**
 * The `session.update` of a new session. Byte-stable for the same question, instructions and tools
 * included, because every later request is served from the cache only as far as they are the same.
 */
export function sessionConfig(question: SessionQuestion): RealtimeSessionCreateRequest {
  const { settings, scenario, tools } = question;
  const language = scenario?.language ?? settings.language;
  return {
    type: 'realtime',
    instructions: scenario?.instructions ?? FREE_CONVERSATION.replace('{language}', language),
    tools: [...tools],
    tool_choice: 'auto',
    output_modalities: ['audio'],
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: 24_000 },
        transcription: { model: TRANSCRIPTION_MODEL, language: primaryTag(language) },
        turn_detection:
          settings.mode === 'push_to_talk' ? null : turnDetection(settings.turnDetection),
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

/** How turns end may change at any time. */
export function turnDetectionUpdate(settings: Settings): RealtimeSessionCreateRequest {
  const detection = settings.mode === 'push_to_talk' ? null : turnDetection(settings.turnDetection);
  return { type: 'realtime', audio: { input: { turn_detection: detection } } };
}

/** No turns are to be found in what follows. */
export const noTurnDetection: RealtimeSessionCreateRequest = {
  type: 'realtime',
  audio: { input: { turn_detection: null } },
};

function turnDetection(choice: TurnDetection): RealtimeAudioInputTurnDetection {
  if (choice.kind === 'semantic_vad') {
    const { eagerness } = choice;
    return { type: 'semantic_vad', eagerness, create_response: true, interrupt_response: true };
  }
  return {
    type: 'server_vad',
    threshold: choice.threshold,
    prefix_padding_ms: choice.prefixPaddingMilliseconds,
    silence_duration_ms: choice.silenceMilliseconds,
    create_response: true,
    interrupt_response: true,
  };
}

/** Transcribers take ISO 639-1: `en` of `en-US`. */
function primaryTag(language: string): string {
  return language.split('-')[0] ?? language;
}
