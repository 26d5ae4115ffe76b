import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';

/** Everything that may be sent to a Realtime endpoint, as the `openai` package types it. */
export type ClientEvent = RealtimeClientEvent;
