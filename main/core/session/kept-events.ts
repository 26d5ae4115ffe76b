import type { ServerEvent } from '../realtime/server-event.ts';
import type { KeptTurns } from './kept-turns.ts';

/** Tells the kept turns what a server event says of them. `detects`: the server finds the turns. */
export function applyToKept(event: ServerEvent, kept: KeptTurns, detects: boolean): void {
  switch (event.type) {
    case 'input_audio_buffer.speech_started':
      kept.heard.started(event.audio_start_ms);
      break;
    case 'input_audio_buffer.speech_stopped':
      kept.heard.stopped(event.audio_end_ms);
      break;
    case 'input_audio_buffer.committed':
      // What the client has committed itself is kept already.
      if (detects && kept.of(event.item_id) === undefined) {
        kept.found(event.item_id, kept.heard.take());
      }
      break;
    case 'conversation.item.input_audio_transcription.completed':
      kept.settled(event.item_id);
      break;
    case 'conversation.item.input_audio_transcription.failed':
      kept.wordless(event.item_id);
      break;
    default:
      break;
  }
}
