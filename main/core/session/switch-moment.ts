/** What goes on while another connection waits to take over. */
export interface SwitchActivity {
  /** A key is held, or its last audio is on its way. */
  readonly capturing: boolean;
  /** The server hears speech (hands-free). */
  readonly hearing: boolean;
  /** An answer or help was asked for or is being made. */
  readonly answering: boolean;
  readonly playing: boolean;
  /** A turn waits for its words: it would have to be spoken again. */
  readonly unsettled: boolean;
  /** A call of the model runs, or waits for the learner. */
  readonly calling: boolean;
}

/**
 * How soon the connection has to change. `calm`: any quiet moment will do. `due`: the next end of a
 * turn. `last`: now, because the server is about to end it.
 */
export type Urgency = 'calm' | 'due' | 'last';

/** Whether this is a moment to change the connection, so that as little as possible is noticed. */
export function maySwitch(activity: SwitchActivity, urgency: Urgency): boolean {
  if (urgency === 'last') return true;
  const { capturing, hearing, answering, playing, unsettled, calling } = activity;
  if (capturing || hearing || answering) return false;
  return urgency === 'due' || !(playing || unsettled || calling);
}

/** When what happens to a session that has a longest time, in milliseconds. */
export interface SessionLimits {
  /** How long a session may last, where its server does not say so itself. */
  readonly longest: number;
  /** Another connection is made this long before the end. */
  readonly lead: number;
  /** From this long before the end, the next end of a turn has to do. */
  readonly margin: number;
  /** This long before the end nothing is waited for any more. */
  readonly last: number;
}

const MINUTE = 60_000;

/** OpenAI ends a session after 60 minutes. */
export const hourLimits: SessionLimits = {
  longest: 60 * MINUTE,
  lead: 5 * MINUTE,
  margin: MINUTE,
  last: 5000,
};

/** The limits with a shorter time, in the same proportions where it is very short. */
export function limitsWithin(limits: SessionLimits, longest: number): SessionLimits {
  const scale = Math.min(1, longest / (2 * limits.lead));
  return {
    longest,
    lead: limits.lead * scale,
    margin: limits.margin * scale,
    last: limits.last * scale,
  };
}
