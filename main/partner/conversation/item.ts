import type { SpokenWord } from '../speech/spoken-words.ts';

/** Samples a millisecond of the only audio format that the partner takes and gives. */
export const SAMPLES_A_MILLISECOND = 24;

export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

/** What became of listening: the words, or why there are none. */
export type Hearing =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'unintelligible' | 'silence' | 'not_listening' };

/** Audio of the learner. `samples` is null once it was dropped to keep the conversation bounded. */
export interface HeardAudio {
  readonly kind: 'audio';
  samples: Int16Array | null;
  readonly milliseconds: number;
  /** Tells one recording from another, for the prompt cache. */
  readonly digest: string;
  hearing: Hearing;
  /** The transcript that clients are shown: null where transcription is off or failed. */
  transcript: string | null;
}

/** A word in its message; its end is noted when a truncation takes the next word away. */
export interface PlacedWord extends SpokenWord {
  readonly endMilliseconds?: number;
}

/** Audio of the partner, which grows while it is spoken and is cut by a truncation. */
export interface SpokenAudio {
  readonly kind: 'audio';
  /** Null once dropped to keep the conversation bounded. */
  chunks: Int16Array[] | null;
  sampleCount: number;
  words: PlacedWord[];
  /** True after a truncation: what is said later was not heard, and is not kept. */
  isCut: boolean;
}

export interface TextPart {
  readonly kind: 'text';
  text: string;
}

export interface ImagePart {
  readonly kind: 'image';
  readonly url: string;
  readonly detail: 'auto' | 'low' | 'high';
}

interface Base {
  readonly id: string;
  status: ItemStatus;
}

export interface SystemItem extends Base {
  readonly kind: 'system';
  readonly parts: readonly TextPart[];
}

export interface UserItem extends Base {
  readonly kind: 'user';
  readonly parts: readonly (TextPart | HeardAudio | ImagePart)[];
}

export interface AssistantItem extends Base {
  readonly kind: 'assistant';
  readonly parts: (TextPart | SpokenAudio)[];
}

export interface CallItem extends Base {
  readonly kind: 'call';
  readonly callId: string;
  readonly name: string;
  arguments: string;
}

export interface OutputItem extends Base {
  readonly kind: 'output';
  readonly callId: string;
  readonly output: string;
}

/** One item of a conversation, as the partner keeps it. */
export type Item = SystemItem | UserItem | AssistantItem | CallItem | OutputItem;

/** Words of the learner in this item, typed or recognised; null where none were understood. */
export function textOfUser(item: UserItem): string | null {
  const texts = item.parts.flatMap((part) => {
    if (part.kind === 'text') return [part.text];
    if (part.kind === 'audio' && part.hearing.kind === 'words') return [part.hearing.text];
    return [];
  });
  const text = texts.join(' ').trim();
  return text === '' ? null : text;
}

/** Whether the learner shows a picture in this item. */
export function hasPicture(item: UserItem): boolean {
  return item.parts.some(({ kind }) => kind === 'image');
}

/** What the partner said in this item, as far as it was not truncated. */
export function textOfAssistant(item: AssistantItem): string {
  return item.parts.map((part) => (part.kind === 'text' ? part.text : transcriptOf(part))).join('');
}

/** The words of spoken audio, joined. */
export function transcriptOf(audio: SpokenAudio): string {
  return audio.words.map((word) => word.text).join('');
}
