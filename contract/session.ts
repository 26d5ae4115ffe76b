import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { localizedSchema } from './locale.ts';
import { pictureViewSchema } from './picture.ts';

/** What the session is doing, as the learner sees it. */
export const phaseSchema = z.enum([
  /** No connection; `failure` says why when it was not asked for. */
  'offline',
  'connecting',
  'idle',
  /** The microphone is open for a turn. */
  'listening',
  /** A turn was sent; nothing of the answer is heard yet. */
  'thinking',
  'speaking',
]);
export type Phase = z.infer<typeof phaseSchema>;

/** What the learner has of the partner's latest words: the sound alone, the text, its meaning. */
export const hintRungSchema = z.enum(['sound', 'text', 'meaning']);
export type HintRung = z.infer<typeof hintRungSchema>;

/** The way to the endpoint, beside what the session is doing over it. */
export const linkSchema = z.strictObject({
  /**
   * `recovering`: the connection was lost and is tried again; what is said meanwhile is kept.
   * `switching`: another connection is made before this one reaches its longest time.
   */
  state: z.enum(['offline', 'steady', 'recovering', 'switching']),
  /** The how-manyth attempt this is, or will be; 0 unless recovering. */
  attempt: z.number().int().nonnegative(),
  /** Whole seconds until that attempt; null while it is under way, and unless recovering. */
  retrySeconds: z.number().int().nonnegative().nullable(),
});
export type LinkView = z.infer<typeof linkSchema>;

export const noLink: LinkView = { state: 'offline', attempt: 0, retrySeconds: null };

export const sessionSchema = z.strictObject({
  phase: phaseSchema,
  link: linkSchema,
  failure: failureSchema.nullable(),
  mode: z.enum(['push_to_talk', 'hands_free']),
  /** Who answers: the partner inside the app, OpenAI, or another server. Never holds a key. */
  endpoint: z.strictObject({
    kind: z.enum(['partner', 'openai', 'custom']),
    host: z.string(),
    model: z.string(),
  }),
  scenario: z.string().nullable(),
  /** True while the microphone is muted by the learner (hands-free). */
  muted: z.boolean(),
  /** True when the last session's words are kept and can be continued from. */
  resumable: z.boolean(),
  /** How much of the partner's latest words is shown; each press of the hint key goes one up. */
  hint: hintRungSchema,
  /** What is listened to, thought about or said is help that was asked for, beside the role-play. */
  helping: z.boolean(),
  /** Nothing is held: what is being said goes on until a key is pressed again. */
  latched: z.boolean(),
});
export type SessionView = z.infer<typeof sessionSchema>;

/** What a press of a talk key or of the talk control does in a session's state. */
export function decidePress({
  phase,
  mode,
}: Pick<SessionView, 'phase' | 'mode'>): 'start' | 'wait' | 'mute' | 'begin' {
  if (phase === 'offline') return 'start';
  if (phase === 'connecting') return 'wait';
  return mode === 'hands_free' ? 'mute' : 'begin';
}

export const messageStatusSchema = z.enum([
  /** Audio is there, its words are not yet. */
  'pending',
  /** Words are still arriving. */
  'partial',
  'final',
  /** Cut off by the learner; `text` is what was heard. */
  'interrupted',
  /** The words could not be made out, or the answer failed; `failure` says why. */
  'failed',
]);
export type MessageStatus = z.infer<typeof messageStatusSchema>;

const milliseconds = z.number().int().nonnegative();

/** A silence inside a turn; its beginning counts from the turn's. */
export const pauseSchema = z.strictObject({ atMilliseconds: milliseconds, milliseconds });
export type Pause = z.infer<typeof pauseSchema>;

/** How a turn was spoken, told from the loudness of the microphone alone. */
export const deliverySchema = z.strictObject({
  /** The whole turn, silence before and behind the words included. */
  milliseconds,
  /** Silences of 700 ms or more between words, in order. */
  hesitations: z.array(pauseSchema).max(64),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** A word of which the transcriber was unsure: a part of the text in UTF-16 units. */
export const doubtSchema = z.strictObject({
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
  /** The probability of its least likely part, from 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type Doubt = z.infer<typeof doubtSchema>;

export const messageItemSchema = z.strictObject({
  kind: z.literal('message'),
  id: z.string(),
  speaker: z.enum(['learner', 'partner']),
  text: z.string(),
  /** True when the learner spoke, or the partner was heard, rather than wrote. */
  spoken: z.boolean(),
  status: messageStatusSchema,
  failure: failureSchema.nullable(),
  /** The replies that were on offer for this turn; one tap says that another one was meant. */
  alternatives: z.array(z.string()),
  /** How much of it is shown. `sound`: its words stay hidden until a hint is asked for. */
  hint: hintRungSchema,
  /** What a line of a guided scenario means; null where that is not known. */
  meaning: localizedSchema.nullable(),
  /** Of a turn that was spoken while a key was held or toggled; null elsewhere. */
  delivery: deliverySchema.nullable(),
  /** Words that may not be what was said, in order; empty where nobody says how sure they are. */
  doubts: z.array(doubtSchema).max(256),
  /** What the learner shows, with the words of `text` or without any. */
  picture: pictureViewSchema.nullable(),
});
export type MessageItem = z.infer<typeof messageItemSchema>;

export const toolItemSchema = z.strictObject({
  kind: z.literal('tool'),
  id: z.string(),
  name: z.string(),
  /** The exact arguments, as name and value. */
  arguments: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** `asking` waits for the learner: `tool.decide` answers. */
  status: z.enum(['asking', 'running', 'done', 'declined', 'failed']),
  /** What went back to the model; empty until then. */
  output: z.string(),
  /** Running time; 0 until it ended. */
  milliseconds: z.number(),
});
export type ToolItem = z.infer<typeof toolItemSchema>;

/** Help that the learner asked for, and what was answered. It is no part of the conversation. */
export const asideItemSchema = z.strictObject({
  kind: z.literal('aside'),
  id: z.string(),
  /** `interrupted`: it was stopped; `text` is what had come until then. */
  status: messageStatusSchema,
  /** The answer, in the learner's own language; empty until it begins. */
  text: z.string(),
  failure: failureSchema.nullable(),
  /** How it was asked; the words of the question are never written down. */
  question: z.literal('spoken'),
});
export type AsideItem = z.infer<typeof asideItemSchema>;

/** One article of the transcript. */
export const transcriptItemSchema = z.discriminatedUnion('kind', [
  messageItemSchema,
  toolItemSchema,
  asideItemSchema,
]);
export type TranscriptItem = z.infer<typeof transcriptItemSchema>;

/** A reply that a guided scenario offers now. */
export const offeredReplySchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  meaning: z.strictObject({ en: z.string(), 'zh-Hant': z.string() }),
});
export type OfferedReply = z.infer<typeof offeredReplySchema>;

const tokens = z.number().int().nonnegative();

/** Tokens of one response or of several added up. `cached` is a part of `input`. */
export const usageSchema = z.strictObject({
  inputText: tokens,
  inputAudio: tokens,
  inputImage: tokens,
  cachedText: tokens,
  cachedAudio: tokens,
  cachedImage: tokens,
  outputText: tokens,
  outputAudio: tokens,
});
export type Usage = z.infer<typeof usageSchema>;

export const noUsage: Usage = {
  inputText: 0,
  inputAudio: 0,
  inputImage: 0,
  cachedText: 0,
  cachedAudio: 0,
  cachedImage: 0,
  outputText: 0,
  outputAudio: 0,
};

/** What the transcription of one turn used: it is billed by tokens, or by the length of the audio. */
export const transcriptionUsageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tokens'),
    inputText: tokens,
    inputAudio: tokens,
    outputText: tokens,
  }),
  z.strictObject({ kind: z.literal('duration'), milliseconds: tokens }),
]);
export type TranscriptionUsage = z.infer<typeof transcriptionUsageSchema>;
