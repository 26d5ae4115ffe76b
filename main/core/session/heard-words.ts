import type { ServerEvent } from '../realtime/server-event.ts';
import type { Transcript } from './transcript.ts';
import { doubtsIn, type HeardToken } from './word-confidence.ts';

/** Turns whose words are still arriving; of more, the oldest is forgotten. */
const MOST_TURNS = 16;
const MOST_TOKENS = 8192;

/** Notes how sure the transcriber is of the learner's words, where the endpoint says so. */
export class HeardWords {
  readonly #transcript: Transcript;
  readonly #language: string;
  readonly #tokens = new Map<string, HeardToken[]>();

  /** `language` is the BCP 47 tag of what is spoken. */
  constructor(transcript: Transcript, language: string) {
    this.#transcript = transcript;
    this.#language = language;
  }

  /** Call it after the words themselves were written down. */
  handle(event: ServerEvent): void {
    switch (event.type) {
      case 'conversation.item.input_audio_transcription.delta':
        this.#add(event.item_id, event.logprobs);
        break;
      case 'conversation.item.input_audio_transcription.completed':
        this.#complete(event.item_id, event.logprobs);
        break;
      case 'conversation.item.input_audio_transcription.failed':
        this.#tokens.delete(event.item_id);
        break;
      default:
        break;
    }
  }

  #add(id: string, tokens: readonly HeardToken[] | null): void {
    if (tokens === null || tokens.length === 0) return;
    const known = this.#tokens.get(id) ?? [];
    if (known.length + tokens.length > MOST_TOKENS) return;
    this.#tokens.set(id, [...known, ...tokens]);
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size > MOST_TURNS && oldest !== undefined) this.#tokens.delete(oldest);
  }

  /** Some endpoints tell it with the whole, some with its parts. */
  #complete(id: string, whole: readonly HeardToken[] | null): void {
    const tokens = whole ?? this.#tokens.get(id) ?? [];
    this.#tokens.delete(id);
    const message = this.#transcript.message(id);
    if (message?.status !== 'final') return;
    const doubts = doubtsIn(message.text, tokens, this.#language);
    if (doubts.length > 0) this.#transcript.updateMessage(id, { doubts: [...doubts] });
  }
}
