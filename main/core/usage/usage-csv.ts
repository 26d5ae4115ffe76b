import { noUsage } from '../../../contract/session.ts';
import type { UsageRange } from '../../../contract/usage-report.ts';
import { tokenKinds } from './usage.ts';
import { inDays } from './usage-days.ts';
import type { UsageRow } from './usage-row.ts';

/** What fits into a message to the page with room to spare. */
const LONGEST_CSV = 3_000_000;

const head = [
  ...['at', 'kind', 'session', 'endpoint', 'model', 'scenario', 'cost_usd'],
  ...['input_text', 'input_audio', 'input_image', 'cached_text', 'cached_audio', 'cached_image'],
  ...['output_text', 'output_audio', 'seconds'],
];

/** The rows of these days as CSV (RFC 4180); the newest ones when there are too many. */
export function csvOf(
  rows: readonly UsageRow[],
  range: UsageRange,
): { readonly csv: string; readonly shortened: boolean } {
  const lines: string[] = [];
  let length = 0;
  const chosen = inDays(rows, range).toReversed();
  for (const { row } of chosen) {
    const line = lineOf(row);
    length += line.length + 2;
    if (length > LONGEST_CSV) break;
    lines.push(line);
  }
  const csv = [head.join(','), ...lines.toReversed(), ''].join('\r\n');
  return { csv, shortened: lines.length < chosen.length };
}

function lineOf(row: UsageRow): string {
  const { at, kind, session, endpoint, model, scenario, cost, usage } = row;
  const tokens = { ...noUsage, ...('kind' in usage && usage.kind === 'duration' ? {} : usage) };
  const seconds = 'kind' in usage && usage.kind === 'duration' ? usage.milliseconds / 1000 : '';
  const cells = [at, kind, session, endpoint, model, scenario ?? '', cost ?? ''];
  return [...cells, ...tokenKinds.map((each) => tokens[each]), seconds].map(cell).join(',');
}

/** A spreadsheet would run a cell that begins like a formula: names come from outside. */
function cell(value: string | number): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
