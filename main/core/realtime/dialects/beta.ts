import type {
  ConversationItemWithReference as BetaItem,
  ConversationItemCreateEvent as BetaItemCreate,
  ResponseCreateEvent as BetaResponseCreate,
  SessionUpdateEvent as BetaSessionUpdate,
} from 'openai/resources/beta/realtime/realtime';
import type {
  ConversationItem,
  RealtimeAudioInputTurnDetection,
  RealtimeResponseCreateParams,
  RealtimeSessionCreateRequest,
} from 'openai/resources/realtime/realtime';
import type { ClientEvent } from '../client-event.ts';

/** An event as it goes over the wire, in either shape. */
export type WireEvent = ClientEvent | BetaSessionUpdate | BetaResponseCreate | BetaItemCreate;

/**
 * `event` in the shape of 2024: a flat session, `modalities` instead of `output_modalities`, other
 * names for an assistant's words. With `tellsFormat` the session asks for PCM16 explicitly; some
 * servers, which know nothing else, call that an error.
 */
export function toBeta(event: ClientEvent, tellsFormat: boolean): WireEvent {
  switch (event.type) {
    case 'session.update':
      return event.session.type === 'realtime'
        ? { ...event, session: flat(event.session, tellsFormat) }
        : event;
    case 'conversation.item.create':
      return { ...event, item: itemOf(event.item) } as WireEvent;
    case 'response.create':
      return event.response === undefined
        ? event
        : { ...event, response: responseOf(event.response) };
    default:
      return event;
  }
}

type Modalities = ('text' | 'audio')[];

function modalitiesOf(wanted: readonly ('text' | 'audio')[] | undefined): {
  modalities?: Modalities;
} {
  if (wanted === undefined) return {};
  // Sound alone was not to be had: it always came with its words.
  return { modalities: wanted.includes('audio') ? ['text', 'audio'] : ['text'] };
}

function flat(
  session: RealtimeSessionCreateRequest,
  tellsFormat: boolean,
): BetaSessionUpdate.Session {
  const { audio, instructions, tools, tool_choice, output_modalities, max_output_tokens } = session;
  const { input, output } = audio ?? {};
  const hasFormat = tellsFormat && (input?.format ?? output?.format) !== undefined;
  const formats = { input_audio_format: 'pcm16', output_audio_format: 'pcm16' } as const;
  return {
    ...modalitiesOf(output_modalities),
    ...(instructions === undefined ? {} : { instructions }),
    ...(output?.voice === undefined ? {} : { voice: nameOf(output.voice) }),
    ...(hasFormat ? formats : {}),
    ...transcriptionOf(input?.transcription),
    ...(input === undefined || !('turn_detection' in input) ? {} : turnsOf(input.turn_detection)),
    ...(tools === undefined ? {} : { tools: tools.filter(isFunction) }),
    ...(tool_choice === undefined ? {} : { tool_choice: choiceOf(tool_choice) }),
    ...(output?.speed === undefined ? {} : { speed: output.speed }),
    ...(max_output_tokens === undefined ? {} : { max_response_output_tokens: max_output_tokens }),
  };
}

function nameOf(voice: string | { id: string }): string {
  return typeof voice === 'string' ? voice : voice.id;
}

type Transcription = NonNullable<
  NonNullable<RealtimeSessionCreateRequest['audio']>['input']
>['transcription'];

function transcriptionOf(wanted: Transcription) {
  if (wanted === undefined) return {};
  const { model, language, prompt } = wanted;
  return {
    input_audio_transcription: {
      ...(model === undefined ? {} : { model }),
      ...(language === undefined ? {} : { language }),
      ...(prompt === undefined ? {} : { prompt }),
    },
  };
}

/** Null is not among the types of then, and is what the API took for push-to-talk all the same. */
function turnsOf(detection: RealtimeAudioInputTurnDetection | null | undefined): {
  turn_detection?: BetaSessionUpdate.Session.TurnDetection;
} {
  if (detection === undefined) return {};
  return { turn_detection: detection as BetaSessionUpdate.Session.TurnDetection };
}

function isFunction(tool: { type?: string }): tool is BetaSessionUpdate.Session.Tool {
  return tool.type === 'function';
}

function choiceOf(choice: NonNullable<RealtimeSessionCreateRequest['tool_choice']>): string {
  return typeof choice === 'string' ? choice : 'auto';
}

function itemOf(item: ConversationItem): BetaItem | ConversationItem {
  if (item.type !== 'message' || item.role !== 'assistant') return item;
  const content = item.content.map(({ text, transcript }) => ({
    type: 'text' as const,
    text: text ?? transcript ?? '',
  }));
  const { type, role, id, status } = item;
  return {
    type,
    role,
    content,
    ...(id === undefined ? {} : { id }),
    ...(status === undefined ? {} : { status }),
  };
}

function responseOf(response: RealtimeResponseCreateParams): BetaResponseCreate.Response {
  const { output_modalities, max_output_tokens, audio, input, tools, tool_choice } = response;
  const { conversation, instructions, metadata } = response;
  return {
    ...modalitiesOf(output_modalities),
    ...(conversation === undefined ? {} : { conversation }),
    ...(instructions === undefined ? {} : { instructions }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(input === undefined ? {} : { input: input.map(itemOf) as BetaItem[] }),
    ...(tools === undefined ? {} : { tools: tools.filter(isFunction) }),
    ...(typeof tool_choice === 'string' ? { tool_choice } : {}),
    ...(audio?.output?.voice === undefined ? {} : { voice: nameOf(audio.output.voice) }),
    ...(max_output_tokens === undefined ? {} : { max_response_output_tokens: max_output_tokens }),
  };
}
