import type {
  ConversationItem,
  RealtimeResponseStatus,
  RealtimeResponseUsage,
  RealtimeServerEvent,
  ResponseCreatedEvent,
  ResponseDoneEvent,
  SessionCreatedEvent,
  SessionUpdatedEvent,
} from 'openai/resources/realtime/realtime';
import type { SessionConfig } from '../session/session-config.ts';

type WithoutId<E> = E extends unknown ? Omit<E, 'event_id'> : never;

/** A response as it goes over the wire: nulls where the published type only knows absence. */
export interface WireResponse {
  readonly object: 'realtime.response';
  readonly id: string;
  readonly status: 'in_progress' | 'completed' | 'cancelled' | 'failed' | 'incomplete';
  readonly status_details: RealtimeResponseStatus | null;
  readonly output: readonly ConversationItem[];
  readonly conversation_id: string | null;
  readonly output_modalities: SessionConfig['output_modalities'];
  readonly max_output_tokens: number | 'inf';
  readonly audio: { readonly output: Omit<SessionConfig['audio']['output'], 'speed'> };
  readonly usage: RealtimeResponseUsage | null;
  readonly metadata: Readonly<Record<string, string>> | null;
}

/** A server event before the connection gives it its id. */
export type ServerEvent =
  | WithoutId<
      Exclude<
        RealtimeServerEvent,
        ResponseCreatedEvent | ResponseDoneEvent | SessionCreatedEvent | SessionUpdatedEvent
      >
    >
  | { readonly type: 'session.created' | 'session.updated'; readonly session: SessionConfig }
  | { readonly type: 'response.created' | 'response.done'; readonly response: WireResponse };

/** Sends a server event to the client. */
export type Emit = (event: ServerEvent) => void;
