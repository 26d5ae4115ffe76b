import { Refusal } from '../protocol/refusal.ts';
import type { SessionUpdate, Tool, ToolChoice, TurnDetection } from '../protocol/session-schema.ts';

type Audio = NonNullable<SessionUpdate['audio']>;
type Input = NonNullable<Audio['input']>;
type Output = NonNullable<Audio['output']>;
const pcm = { type: 'audio/pcm', rate: 24_000 } as const;

/** The effective session, in the shape in which `session.created` and `session.updated` carry it. */
export interface SessionConfig {
  readonly type: 'realtime';
  readonly object: 'realtime.session';
  readonly id: string;
  readonly model: string;
  /** Seconds since the epoch. */
  readonly expires_at: number;
  readonly output_modalities: readonly ('text' | 'audio')[];
  readonly instructions: string;
  readonly tools: readonly Tool[];
  readonly tool_choice: ToolChoice;
  readonly parallel_tool_calls: boolean;
  readonly reasoning: NonNullable<SessionUpdate['reasoning']> | null;
  readonly max_output_tokens: number | 'inf';
  readonly tracing: NonNullable<SessionUpdate['tracing']> | null;
  readonly truncation: NonNullable<SessionUpdate['truncation']>;
  readonly include: NonNullable<SessionUpdate['include']> | null;
  readonly prompt: null;
  readonly audio: {
    readonly input: {
      readonly format: typeof pcm;
      readonly transcription: NonNullable<Input['transcription']> | null;
      readonly noise_reduction: NonNullable<Input['noise_reduction']> | null;
      readonly turn_detection: TurnDetection;
    };
    readonly output: {
      readonly format: typeof pcm;
      readonly voice: NonNullable<Output['voice']>;
      readonly speed: number;
    };
  };
}

/** A session as it begins, with the defaults that the API documents. */
export function initialSession(
  start: Pick<SessionConfig, 'id' | 'model' | 'expires_at' | 'instructions'>,
): SessionConfig {
  return {
    type: 'realtime',
    object: 'realtime.session',
    ...start,
    output_modalities: ['audio'],
    tools: [],
    tool_choice: 'auto',
    parallel_tool_calls: true,
    reasoning: null,
    max_output_tokens: 'inf',
    tracing: null,
    truncation: 'auto',
    include: null,
    prompt: null,
    audio: {
      input: {
        format: pcm,
        transcription: null,
        noise_reduction: null,
        turn_detection: {
          type: 'server_vad',
          threshold: 0.5,
          prefix_padding_ms: 300,
          silence_duration_ms: 500,
          create_response: true,
          interrupt_response: true,
          idle_timeout_ms: null,
        },
      },
      output: { format: pcm, voice: 'marin', speed: 1 },
    },
  };
}

/** What restricts an update: a voice that was heard cannot change, nor the speed while it speaks. */
export interface UpdateGuard {
  readonly hasSpoken: boolean;
  readonly isSpeaking: boolean;
}

/** The session after an update: fields left out stay. The model is fixed at connection and stays too. */
export function updateSession(
  session: SessionConfig,
  update: SessionUpdate,
  guard: UpdateGuard,
): SessionConfig {
  const { type: _type, model: _model, audio, ...rest } = update;
  assertVoice(session, audio?.output, guard);
  return {
    ...session,
    ...withoutUndefined(rest),
    audio: {
      input: { ...session.audio.input, ...withoutUndefined(audio?.input ?? {}) },
      output: { ...session.audio.output, ...withoutUndefined(audio?.output ?? {}) },
    },
  };
}

function assertVoice(session: SessionConfig, output: Output | undefined, guard: UpdateGuard): void {
  const { voice, speed } = session.audio.output;
  const isOther =
    output?.voice !== undefined && JSON.stringify(output.voice) !== JSON.stringify(voice);
  if (guard.hasSpoken && isOther) {
    throw new Refusal(
      'cannot_update_voice',
      "Cannot update a conversation's voice if assistant audio is present.",
    );
  }
  if (guard.isSpeaking && output?.speed !== undefined && output.speed !== speed) {
    throw new Refusal(
      'invalid_value',
      "Invalid value: 'speed' can only be changed in between model turns.",
      'session.audio.output.speed',
    );
  }
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Partial<Defined<T>> {
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries) as Partial<Defined<T>>;
}
