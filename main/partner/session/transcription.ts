import { assertNever } from '../../../contract/base/assert-never.ts';
import type { HeardAudio } from '../conversation/item.ts';
import type { Emit } from '../protocol/server-event.ts';

interface Place {
  readonly item_id: string;
  readonly content_index: number;
}

/** Tells the client what was heard: deltas by word and the whole, or why there is no transcript. */
export function emitTranscription(emit: Emit, audio: HeardAudio, place: Place): void {
  const { hearing } = audio;
  switch (hearing.kind) {
    case 'words':
      complete(emit, audio, { ...place, transcript: hearing.text });
      return;
    case 'unintelligible':
    case 'silence':
      fail(emit, place, {
        code: 'audio_unintelligible',
        message: 'The audio could not be recognised as one of the replies that were expected.',
      });
      return;
    case 'not_listening':
      fail(emit, place, {
        code: 'transcription_unavailable',
        message: 'This partner has no speech model: it cannot transcribe free speech.',
      });
      return;
    default:
      assertNever(hearing);
  }
}

function complete(
  emit: Emit,
  audio: HeardAudio,
  { transcript, ...place }: Place & { readonly transcript: string },
): void {
  audio.transcript = transcript;
  for (const delta of transcript.match(/\S+\s*|\s+/gu) ?? []) {
    emit({ type: 'conversation.item.input_audio_transcription.delta', ...place, delta });
  }
  emit({
    type: 'conversation.item.input_audio_transcription.completed',
    ...place,
    transcript,
    usage: { type: 'duration', seconds: audio.milliseconds / 1000 },
  });
}

function fail(
  emit: Emit,
  place: Place,
  error: { readonly code: string; readonly message: string },
): void {
  emit({
    type: 'conversation.item.input_audio_transcription.failed',
    ...place,
    error: { type: 'transcription_error', ...error },
  });
}
