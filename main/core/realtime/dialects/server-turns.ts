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
  #isPushToTalk = false;

  /** The key says when the learner speaks: what the server makes of it comes too late to count. */
  get ignoresSpeech(): boolean {
    return this.#isPushToTalk;
  }

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
    if (event.type !== 'session.update') return { kind: 'send', event };
    return { kind: 'send', event: this.#listening(event) };
  }

  /** Never without detection of turns: nothing else ends one there. */
  #listening(event: SessionUpdate): ClientEvent {
    if (event.session.type !== 'realtime') return event;
    const { audio } = event.session;
    if (audio?.input?.turn_detection === undefined) return event;
    this.#isPushToTalk = audio.input.turn_detection === null;
    if (!this.#isPushToTalk) return event;
    const input = { ...audio.input, turn_detection: SERVER_DETECTION };
    return { ...event, session: { ...event.session, audio: { ...audio, input } } };
  }
}

type SessionUpdate = Extract<ClientEvent, { type: 'session.update' }>;

const SERVER_DETECTION = {
  type: 'server_vad',
  create_response: true,
  interrupt_response: true,
} as const;
