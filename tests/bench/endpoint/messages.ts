/** An answer that the endpoint gives: one delta at each due time. */
export interface AnswerPlan {
  readonly item: string;
  /** Which sound; see `answerSound`. */
  readonly seed: number;
  /** Samples of each delta. */
  readonly chunk: number;
  /** When each delta is sent, in milliseconds after the answer was begun. */
  readonly due: readonly number[];
}

/** What the bench tells the endpoint to do. */
export type Order =
  /** Gives these answers, one to each `response.create`; without one it answers with nothing. */
  | { readonly kind: 'plan'; readonly answers: readonly AnswerPlan[] }
  /** Begins an answer by itself, as a server does that hears turns. */
  | { readonly kind: 'answer'; readonly plan: AnswerPlan }
  /** Says that the learner speaks, and cuts its own answer off. */
  | { readonly kind: 'speech-started' }
  | { readonly kind: 'speech-stopped' }
  | { readonly kind: 'calibrate' }
  /** Wants the audio that has come since the last time. */
  | { readonly kind: 'heard' };

/** What happened at the endpoint; `at` is a `WallClock`'s. */
export type Note =
  | { readonly kind: 'configured'; readonly at: number }
  | { readonly kind: 'first-delta'; readonly item: string; readonly at: number }
  | { readonly kind: 'all-sent'; readonly item: string; readonly at: number }
  | { readonly kind: 'speech-started'; readonly at: number }
  | {
      readonly kind: 'truncate';
      readonly item: string;
      readonly milliseconds: number;
      readonly at: number;
    }
  | { readonly kind: 'delete'; readonly item: string; readonly at: number };

/** Audio that came in: `arrivals` says when the samples from `from` on did. */
export interface HeardAudio {
  readonly samples: Int16Array;
  readonly arrivals: readonly { readonly at: number; readonly from: number }[];
}

/** Endpoint → bench. */
export type EndpointMessage =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'notes'; readonly notes: readonly Note[] }
  | { readonly kind: 'heard'; readonly heard: HeardAudio };
