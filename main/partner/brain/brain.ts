import type { Hearing, Item } from '../conversation/item.ts';
import type { ToolChoice } from '../protocol/session-schema.ts';
import type { SessionConfig } from '../session/session-config.ts';
import type { SpeechVoice } from '../speech/synthesizer.ts';

/** What a brain thinks with: the items that it is to answer, and the session's settings. */
export interface BrainRequest {
  readonly items: readonly Item[];
  readonly session: SessionConfig;
  readonly toolChoice: ToolChoice;
  /** True where the client gave a context of its own instead of the conversation. */
  readonly ownContext: boolean;
  /** The conversation and its own settings, where the response has others. */
  readonly conversation: { readonly items: readonly Item[]; readonly session: SessionConfig };
  /** The client's own. `purpose: 'help'` asks for help in the `language` that it names. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The language in which help is asked for beside the conversation: a BCP 47 tag. Null when the
 * request is no such thing.
 */
export function helpLanguage({ metadata }: Pick<BrainRequest, 'metadata'>): string | null {
  return metadata.purpose === 'help' ? (metadata.language ?? 'en') : null;
}

/** Something to say, or a function to call. What is said before a call belongs to one message. */
export type BrainPart =
  | {
      readonly kind: 'say';
      readonly text: string;
      /** Where it is not the voice of the session. */
      readonly voice?: SpeechVoice;
    }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: string };

/** An answer that is being thought of. */
export interface Answer {
  /** Joins the client's own metadata, which wins where both name a key. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Ends when `signal` is aborted; a `BrainFailure` thrown by it fails the response. */
  parts(signal: AbortSignal): AsyncIterable<BrainPart>;
}

/** Decides what the partner hears and what it answers. */
export interface Brain {
  /** The session's instructions until the client sets its own. */
  readonly instructions: string;
  voice(session: SessionConfig): SpeechVoice;
  /** What was said in these samples, given the items before them. */
  hear(samples: Int16Array, before: readonly Item[], session: SessionConfig): Hearing;
  answer(request: BrainRequest): Answer;
  /** Called when the partner has spoken, so that the next thing to be heard can be got ready. */
  expect?(items: readonly Item[], session: SessionConfig): void;
}

/** A brain that could not answer; the response fails with this code and message. */
export class BrainFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'BrainFailure';
    this.code = code;
  }
}
