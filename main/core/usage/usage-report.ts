import { noUsage, type Usage } from '../../../contract/session.ts';
import type { UsageGroup, UsageRange, UsageReport } from '../../../contract/usage-report.ts';
import { type Money, microDollars, readDollars } from './money.ts';
import { addUsage } from './usage.ts';
import type { UsagePages } from './usage-book.ts';
import { inDays } from './usage-days.ts';
import type { UsageRow } from './usage-row.ts';

const MOST_GROUPS = 5000;

interface Sum {
  readonly day: string;
  readonly row: UsageRow;
  responses: number;
  usage: Usage;
  cost: Money;
  unpriced: number;
  milliseconds: number;
}

/** What was used by day, model and scenario; the newest 5,000 groups, oldest first. */
export function reportOf(pages: UsagePages, range: UsageRange): Omit<UsageReport, 'folder'> {
  const sums = new Map<string, Sum>();
  for (const { day, row } of inDays(pages.rows, range)) {
    const key = JSON.stringify([day, row.endpoint, row.model, row.scenario]);
    const sum = sums.get(key) ?? nothing(day, row);
    sums.set(key, sum);
    add(sum, row);
  }
  const groups = [...sums.values()].map(groupOf).sort(byDay);
  return {
    range,
    groups: groups.slice(-MOST_GROUPS),
    damaged: pages.damaged,
    shortened: groups.length > MOST_GROUPS,
  };
}

function nothing(day: string, row: UsageRow): Sum {
  return { day, row, responses: 0, usage: noUsage, cost: 0n, unpriced: 0, milliseconds: 0 };
}

function add(sum: Sum, row: UsageRow): void {
  const cost = row.cost === null ? null : readDollars(row.cost);
  if (cost === null) sum.unpriced += 1;
  else sum.cost += cost;
  if (row.kind === 'response') {
    sum.responses += 1;
    sum.usage = addUsage(sum.usage, row.usage);
  } else if (row.usage.kind === 'duration') {
    sum.milliseconds += row.usage.milliseconds;
  } else {
    const { kind: _, ...tokens } = row.usage;
    sum.usage = addUsage(sum.usage, { ...noUsage, ...tokens });
  }
}

function groupOf({ day, row, responses, usage, cost, unpriced, milliseconds }: Sum): UsageGroup {
  return {
    day,
    endpoint: row.endpoint,
    model: row.model,
    scenario: row.scenario,
    responses,
    usage,
    cost: microDollars(cost),
    unpriced,
    transcribedSeconds: milliseconds / 1000,
  };
}

function byDay(a: UsageGroup, b: UsageGroup): number {
  return a.day.localeCompare(b.day) || a.model.localeCompare(b.model);
}
