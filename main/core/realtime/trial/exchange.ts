import type { FailureData } from '../../../../contract/failure.ts';
import type { ServerEvent } from '../server-event.ts';

/** Milestones on the way to an open connection. */
export const milestones = ['resolve', 'reach', 'secure', 'upgrade'] as const;
export type Milestone = (typeof milestones)[number];

/** What was sent, by what it was to find out. */
export type Question = 'settings' | 'turn' | 'answer' | 'truncate';

/** One thing that happened in a trial. `at`: milliseconds since its beginning. */
export type Entry = { readonly at: number } & (
  | { readonly kind: 'milestone'; readonly milestone: Milestone }
  | { readonly kind: 'asked'; readonly question: Question }
  /** `event` is null for a type that sessions have no use for. */
  | { readonly kind: 'heard'; readonly type: string; readonly event: ServerEvent | null }
  | { readonly kind: 'pinged' }
  | { readonly kind: 'ponged' }
  /** The connection ended, or never came about. */
  | { readonly kind: 'ended'; readonly failure: FailureData }
  /** What the REST side says when it is asked for its models. */
  | { readonly kind: 'models'; readonly failure: FailureData | null }
);

/** A trial as it was recorded: all that its judgement goes by. */
export interface Exchange {
  readonly entries: readonly Entry[];
  /** The host has a name that had to be looked up. */
  readonly hasName: boolean;
  readonly isSecure: boolean;
  readonly proxy: string | null;
  readonly sendsKey: boolean;
  readonly wantsTranscription: boolean;
  /** Turns are ended by the server: nothing is committed. */
  readonly serverTurns: boolean;
  readonly dialect: 'ga' | 'beta' | null;
  readonly milliseconds: number;
}
