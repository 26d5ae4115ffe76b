/** An event of either side, as it goes over the wire. */
export interface Wire {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** How a server behaves where it differs from OpenAI’s of today. */
export interface Manners {
  readonly name: string;
  /** What it says when a client has connected; null: nothing. */
  readonly greeting: Wire | null;
  /** What it makes of an event: takes it, passes over it in silence, or answers with an error. */
  hear(event: Wire): 'take' | 'ignore' | { readonly error: Readonly<Record<string, unknown>> };
  /** An event of today in its own words; nothing: it has none for it. */
  say(event: Wire): readonly Wire[];
  /** It ends turns by itself, after silence, and answers unasked. */
  readonly endsTurns: boolean;
  /** Whether a `session.update` reached it in a shape that it understands. */
  understands(session: Readonly<Record<string, unknown>>): boolean;
}

/** A thing with fields, whatever came. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Today's names beside those of 2024. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  'conversation.item.added': 'conversation.item.created',
  'response.output_audio.delta': 'response.audio.delta',
  'response.output_audio.done': 'response.audio.done',
  'response.output_audio_transcript.delta': 'response.audio_transcript.delta',
  'response.output_audio_transcript.done': 'response.audio_transcript.done',
};

/** An event as servers of 2024 said it. */
export function inOldWords(event: Wire): readonly Wire[] {
  if (event.type === 'conversation.item.done') return [];
  return [{ ...event, type: OLD_NAMES[event.type] ?? event.type }];
}
