import type { Localized } from '../../../contract/locale.ts';
import type { HintRung, MessageItem } from '../../../contract/session.ts';
import type { Item, ServerEvent } from '../realtime/server-event.ts';
import type { Transcript } from './transcript.ts';

/** A message with nothing in it yet. */
export function emptyMessage(id: string, speaker: MessageItem['speaker']): MessageItem {
  return {
    kind: 'message',
    id,
    speaker,
    text: '',
    spoken: true,
    status: 'pending',
    failure: null,
    alternatives: [],
    hint: 'text',
    meaning: null,
    delivery: null,
    doubts: [],
    picture: null,
  };
}

/** What new messages begin with. */
export interface NewWords {
  /** Replies that are on offer to the learner. */
  readonly offered: readonly string[];
  /** How much of the partner's words is shown at first, and what they mean. */
  readonly hint: HintRung;
  readonly meaning: Localized | null;
  /** The learner's speech is written down. */
  readonly transcribes: boolean;
}

/** Writes what a server event says of the words of either side into the transcript. */
export function applyToTranscript(
  event: ServerEvent,
  transcript: Transcript,
  fresh: NewWords,
): void {
  switch (event.type) {
    case 'conversation.item.added':
      added(event.item, event.previous_item_id, { transcript, fresh });
      break;
    case 'conversation.item.done':
      added(event.item, event.previous_item_id, { transcript, fresh });
      break;
    case 'response.output_item.added':
      added(event.item, null, { transcript, fresh });
      break;
    case 'input_audio_buffer.committed':
      committed(event.item_id, event.previous_item_id, { transcript, fresh });
      break;
    case 'conversation.item.input_audio_transcription.delta':
      hear(event.item_id, event.delta ?? '', transcript);
      break;
    case 'conversation.item.input_audio_transcription.completed':
      transcript.expect(event.item_id, { text: event.transcript, status: 'final' });
      settle(event.item_id, event.transcript, transcript);
      break;
    case 'conversation.item.input_audio_transcription.failed':
      notUnderstood(event.item_id, event.error.message, transcript);
      break;
    case 'response.output_audio_transcript.delta':
      append(event.item_id, event.delta, transcript);
      break;
    case 'response.output_text.delta':
      if (transcript.message(event.item_id)?.text === '') {
        transcript.updateMessage(event.item_id, { spoken: false });
      }
      append(event.item_id, event.delta, transcript);
      break;
    case 'response.output_audio_transcript.done':
      settle(event.item_id, event.transcript, transcript);
      break;
    case 'response.output_text.done':
      settle(event.item_id, event.text, transcript);
      break;
    case 'response.output_item.done':
      settle(event.item.id, null, transcript);
      break;
    default:
      break;
  }
}

interface Place {
  readonly transcript: Transcript;
  readonly fresh: NewWords;
}

function added(item: Item, after: string | null, { transcript, fresh }: Place): void {
  if (item.type !== 'message') return;
  if (transcript.get(item.id) !== undefined) {
    transcript.move(item.id, after);
    return;
  }
  if (item.role !== 'user' && item.role !== 'assistant') return;
  const written = item.content.map(({ text, transcript: said }) => text ?? said ?? '').join('');
  // What is announced without content is still to be said.
  const isSaid =
    item.content.length === 0 || item.content.some(({ type }) => type !== 'input_text');
  const typed = item.role === 'user' && !isSaid;
  const message = emptyMessage(item.id, item.role === 'user' ? 'learner' : 'partner');
  const awaited = item.role === 'assistant' || fresh.transcribes;
  const status = typed || !awaited ? 'final' : written === '' ? 'pending' : 'partial';
  const { hint, meaning } = fresh;
  const shown = item.role === 'assistant' ? { hint, meaning } : {};
  transcript.place({ ...message, ...shown, text: written, spoken: !typed, status }, after);
}

function committed(id: string, after: string | null, { transcript, fresh }: Place): void {
  const status = fresh.transcribes ? 'pending' : 'final';
  transcript.place({ ...emptyMessage(id, 'learner'), status }, after);
  // The item, or even its words, may have come before the commit was announced.
  transcript.move(id, after);
  const heard = transcript.message(id)?.text;
  const alternatives = fresh.offered.filter((reply) => reply !== heard);
  transcript.updateMessage(id, { alternatives });
}

/** The learner's words may come before the item that they belong to. */
function hear(id: string, text: string, transcript: Transcript): void {
  transcript.expect(id, (known) => ({ text: `${known.text ?? ''}${text}`, status: 'partial' }));
  append(id, text, transcript);
}

/** Words that come after an item was cut off or settled are not shown. */
function append(id: string, text: string, transcript: Transcript): void {
  const status = transcript.message(id)?.status;
  if (status === 'pending' || status === 'partial') transcript.append(id, text);
}

/** The item is complete. `text` is its whole wording; null leaves what has arrived. */
function settle(id: string, text: string | null, transcript: Transcript): void {
  const item = transcript.message(id);
  if (item === undefined || (item.status !== 'pending' && item.status !== 'partial')) return;
  // A tool call that carries no words has no message; one without words yet waits for them.
  if (text === null && item.text === '') return;
  transcript.updateMessage(id, {
    text: text ?? item.text,
    status: 'final',
    alternatives: item.alternatives.filter((reply) => reply !== text),
  });
}

function notUnderstood(id: string, reason: string, transcript: Transcript): void {
  const text = reason.slice(0, 500) || 'The words could not be made out.';
  const failed = { status: 'failed', failure: { code: 'not_understood', text } } as const;
  transcript.expect(id, failed);
  transcript.updateMessage(id, failed);
}
