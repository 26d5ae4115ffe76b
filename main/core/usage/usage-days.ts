import type { UsageRange } from '../../../contract/usage-report.ts';
import type { UsageRow } from './usage-row.ts';

/** The day of a moment in the calendar of this machine. */
export function dayOf(moment: Date): string {
  const month = String(moment.getMonth() + 1).padStart(2, '0');
  const day = String(moment.getDate()).padStart(2, '0');
  return `${moment.getFullYear()}-${month}-${day}`;
}

/** The UTC months that may hold a row of these days, whatever the time zone. */
export function monthsOf({ from, to }: UsageRange): { from: string; to: string } {
  return { from: shifted(from, -1), to: shifted(to, 1) };
}

/** The rows of these days of the machine's calendar, with their day. */
export function inDays(
  rows: readonly UsageRow[],
  { from, to }: UsageRange,
): readonly { readonly day: string; readonly row: UsageRow }[] {
  return rows
    .map((row) => ({ day: dayOf(new Date(row.at)), row }))
    .filter(({ day }) => day >= from && day <= to);
}

function shifted(day: string, by: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return day.slice(0, 7);
  moment.setUTCDate(moment.getUTCDate() + by);
  return moment.toISOString().slice(0, 7);
}
