import { encodePcm16 } from '../../audio/pcm16.ts';
import {
  type AssistantItem,
  SAMPLES_A_MILLISECOND,
  type SpokenAudio,
  type TextPart,
  transcriptOf,
} from '../conversation/item.ts';
import type { Output } from './output.ts';
import type { SpeechChunk } from './speech-chunks.ts';

/** Writes one message of an answer: its item, its part and its deltas, in the API's order. */
export class MessageWriter {
  readonly #output: Output;
  readonly #item: AssistantItem;
  readonly #place: {
    readonly response_id: string;
    readonly item_id: string;
    readonly output_index: number;
    readonly content_index: 0;
  };
  #part: TextPart | SpokenAudio | null = null;
  /** Where the utterance that is being written begins in the message. */
  #offset = 0;

  constructor(output: Output, id: string) {
    this.#output = output;
    this.#item = { kind: 'assistant', id, status: 'in_progress', parts: [] };
    const index = output.begin(this.#item);
    this.#place = {
      response_id: output.responseId,
      item_id: id,
      output_index: index,
      content_index: 0,
    };
  }

  /** What was written so far. */
  get text(): string {
    if (this.#part === null) return '';
    return this.#part.kind === 'text' ? this.#part.text : transcriptOf(this.#part);
  }

  writeText(delta: string): void {
    const part = this.#textPart();
    part.text += delta;
    this.#output.emit({ type: 'response.output_text.delta', ...this.#place, delta });
  }

  /** Must be called before the chunks of each utterance. */
  beginUtterance(): void {
    this.#offset = this.#audioPart().sampleCount / SAMPLES_A_MILLISECOND;
  }

  writeSpeech({ samples, words }: SpeechChunk): void {
    const part = this.#audioPart();
    if (!part.isCut) this.#keep(part, { samples, words });
    for (const { text } of words) {
      this.#output.emit({
        type: 'response.output_audio_transcript.delta',
        ...this.#place,
        delta: text,
      });
    }
    this.#output.emit({
      type: 'response.output_audio.delta',
      ...this.#place,
      delta: encodePcm16(samples),
    });
  }

  #keep(part: SpokenAudio, { samples, words }: SpeechChunk): void {
    for (const { text, atMilliseconds } of words) {
      part.words.push({ text, atMilliseconds: atMilliseconds + this.#offset });
    }
    part.chunks?.push(samples);
    part.sampleCount += samples.length;
  }

  close(status: 'completed' | 'incomplete'): void {
    this.#item.status = status;
    if (this.#part !== null) this.#closePart(this.#part);
    this.#output.end(this.#item);
  }

  #textPart(): TextPart {
    if (this.#part?.kind === 'text') return this.#part;
    return this.#addPart({ kind: 'text', text: '' });
  }

  #audioPart(): SpokenAudio {
    if (this.#part?.kind === 'audio') return this.#part;
    return this.#addPart({ kind: 'audio', chunks: [], sampleCount: 0, words: [], isCut: false });
  }

  #addPart<P extends TextPart | SpokenAudio>(part: P): P {
    this.#part = part;
    this.#item.parts.push(part);
    this.#output.emit({
      type: 'response.content_part.added',
      ...this.#place,
      part: part.kind === 'text' ? { type: 'text', text: '' } : { type: 'audio', transcript: '' },
    });
    return part;
  }

  #closePart(part: TextPart | SpokenAudio): void {
    const { emit } = this.#output;
    if (part.kind === 'text') {
      emit({ type: 'response.output_text.done', ...this.#place, text: part.text });
      emit({
        type: 'response.content_part.done',
        ...this.#place,
        part: { type: 'text', text: part.text },
      });
      return;
    }
    const transcript = transcriptOf(part);
    emit({ type: 'response.output_audio.done', ...this.#place });
    emit({ type: 'response.output_audio_transcript.done', ...this.#place, transcript });
    emit({
      type: 'response.content_part.done',
      ...this.#place,
      part: { type: 'audio', transcript },
    });
  }
}
