import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';

/** A hold shorter than this is a slip, and a commit of less audio is an error of the API. */
export const SHORTEST_TURN_MILLISECONDS = 100;
const SHORTEST_TURN_SAMPLES = (SHORTEST_TURN_MILLISECONDS * SAMPLE_RATE) / 1000;

/** What is said while a key is held: a turn of the conversation, or a question beside it. */
export type TurnPurpose = 'turn' | 'help';

/** What a held key says, from its going down until the audio is sent or dropped. */
export type Turn =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'open';
      readonly purpose: TurnPurpose;
      readonly stream: number;
      readonly since: number;
      readonly samples: number;
      /** No key is held: the turn goes on until one is pressed. */
      readonly latched: boolean;
    }
  /** The key is up; the microphone's last frames are still on their way. */
  | {
      readonly kind: 'closing';
      readonly purpose: TurnPurpose;
      readonly stream: number;
      readonly samples: number;
      readonly verdict: Verdict;
    };

/** What to do with the audio of a turn that has ended. */
export type Verdict = 'commit' | 'too_short' | 'drop';

export const closedTurn: Turn = { kind: 'closed' };

/** The key went down at `now` (ms); the microphone's frames will carry `stream`. */
export function openTurn(purpose: TurnPurpose, stream: number, now: number): Turn {
  return { kind: 'open', purpose, stream, since: now, samples: 0, latched: false };
}

/** The key is let go of, and the open turn goes on. */
export function latchTurn(turn: Turn): Turn {
  return turn.kind === 'open' ? { ...turn, latched: true } : turn;
}

/** Whether audio of `stream` belongs to the turn. */
export function accepts(turn: Turn, stream: number): boolean {
  return turn.kind !== 'closed' && turn.stream === stream;
}

/** Counts audio that was sent to the server. */
export function withAudio(turn: Turn, samples: number): Turn {
  return turn.kind === 'closed' ? turn : { ...turn, samples: turn.samples + samples };
}

/** The key went up at `now` (ms), or the turn was cancelled. Only an open turn changes. */
export function closeTurn(turn: Turn, now: number, cancelled: boolean): Turn {
  if (turn.kind !== 'open') return turn;
  const held = now - turn.since;
  const verdict = cancelled ? 'drop' : held < SHORTEST_TURN_MILLISECONDS ? 'too_short' : 'commit';
  const { purpose, stream, samples } = turn;
  return { kind: 'closing', purpose, stream, samples, verdict };
}

/** The verdict once the last frame has come: a hold without audio is none, however long it was. */
export function verdictOf(turn: Turn): Verdict {
  if (turn.kind !== 'closing') return 'drop';
  if (turn.verdict !== 'commit') return turn.verdict;
  return turn.samples < SHORTEST_TURN_SAMPLES ? 'too_short' : 'commit';
}
