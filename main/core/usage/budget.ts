import { type Budget, MORE_MINUTES, MORE_MONEY_PERCENT } from '../../../contract/budget.ts';
import type { BudgetView } from '../../../contract/meter.ts';
import { exactDollars, type Money, microDollars } from './money.ts';

/** The limits in force. Going on moves them; a changed setting sets them anew. */
export interface Limits {
  readonly seconds: number | null;
  readonly cost: Money | null;
}

/** What a lesson has used. Cost is null where its price is unknown: no limit can hold it. */
export interface Used {
  readonly seconds: number;
  readonly cost: Money | null;
}

/** The limits with which a lesson begins. */
export function limitsOf({ minutes, dollars }: Budget): Limits {
  return {
    seconds: minutes === null ? null : minutes * 60,
    cost: dollars === null ? null : exactDollars(Math.round(dollars * 100) / 100),
  };
}

/** A limit is near from four fifths on. */
const NEAR = 0.8;

/** How what was used stands to the limits. Says what is so, and ends nothing. */
export function judgeBudget(limits: Limits, used: Used, ending: boolean): BudgetView {
  const time = share(used.seconds, limits.seconds);
  const money = used.cost === null ? null : moneyShare(used.cost, limits.cost);
  const most = Math.max(time ?? 0, money ?? 0);
  const isMoney = money !== null && (time === null || money > time);
  const by = isMoney ? 'dollars' : time === null ? null : 'minutes';
  const reached = most >= 1 ? 'reached' : most >= NEAR ? 'near' : 'within';
  const isNone = limits.seconds === null && limits.cost === null;
  return {
    state: ending ? 'ending' : isNone ? 'none' : reached,
    by,
    seconds: limits.seconds,
    cost: limits.cost === null ? null : microDollars(limits.cost),
  };
}

/** The limits after going on: every one that is used up gives way, and by a whole step. */
export function goOn(limits: Limits, used: Used, budget: Budget): Limits {
  const { seconds, cost } = limits;
  const isLate = seconds !== null && used.seconds >= seconds;
  const isDear = cost !== null && used.cost !== null && used.cost >= cost;
  const begun = limitsOf(budget).cost ?? cost ?? 0n;
  const step = (begun * BigInt(MORE_MONEY_PERCENT)) / 100n;
  return {
    seconds: isLate ? used.seconds + MORE_MINUTES * 60 : seconds,
    cost: isDear ? (used.cost ?? 0n) + step : cost,
  };
}

/** Seconds of lesson until time alone changes the state; null: it never will. */
export function untilNextMark(limits: Limits, seconds: number): number | null {
  if (limits.seconds === null) return null;
  const marks = [limits.seconds * NEAR, limits.seconds];
  const next = marks.find((mark) => mark > seconds);
  return next === undefined ? null : next - seconds;
}

function share(used: number, limit: number | null): number | null {
  return limit === null ? null : limit <= 0 ? 1 : used / limit;
}

/** In whole thousandths of a thousandth: near a limit, exactness is what counts. */
function moneyShare(used: Money, limit: Money | null): number | null {
  if (limit === null) return null;
  return limit <= 0n ? 1 : Number((used * 1_000_000n) / limit) / 1_000_000;
}
