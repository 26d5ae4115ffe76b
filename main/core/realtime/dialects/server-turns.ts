import type { RealtimeSessionCreateRequest } from 'openai/resources/realtime/realtime';
import type { ClientEvent } from '../client-event.ts';

/** What becomes of an event where the server alone decides when a turn has ended. */
export type TurnMove =
  | { readonly kind: 'send'; readonly event: ClientEvent }
  /** Silence goes instead, so that the server hears the end. */
  | { readonly kind: 'silence' }
  /** The server answers unasked; `eventId` is that of the request that is not sent. */
  | { readonly kind: 'withhold'; readonly eventId: string | null };

/**
 * Leads push-to-talk where a server knows no commit: silence ends a turn, and the answer that it
 * gives unasked stands for the one that was asked for.
 */
export class ServerTurns {
  #isTurnOver = false;

  /** What becomes of `event`. */
  move(event: ClientEvent): TurnMove {
    if (event.type === 'input_audio_buffer.commit') {
      this.#isTurnOver = true;
      return { kind: 'silence' };
    }
    if (event.type === 'conversation.item.create') this.#isTurnOver = false;
    if (event.type === 'response.create' && event.response === undefined && this.#isTurnOver) {
      this.#isTurnOver = false;
      return { kind: 'withhold', eventId: event.event_id ?? null };
    }
    return { kind: 'send', event: listening(event) };
  }
}

/** Never without detection of turns: nothing else ends one there. */
function listening(event: ClientEvent): ClientEvent {
  if (event.type !== 'session.update' || event.session.type !== 'realtime') return event;
  const { audio } = event.session;
  if (audio?.input === undefined || audio.input.turn_detection !== null) return event;
  const detection = {
    type: 'server_vad',
    create_response: true,
    interrupt_response: true,
  } as const;
  const session: RealtimeSessionCreateRequest = {
    ...event.session,
    audio: { ...audio, input: { ...audio.input, turn_detection: detection } },
  };
  return { ...event, session };
}
