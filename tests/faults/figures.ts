/** One line of the report. */
export interface Figure {
  readonly name: string;
  readonly count: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly worst: number | null;
  readonly target: string;
  readonly kept: boolean;
}

/** A figure of times, in milliseconds; `target` is the largest p95, or with `worst` the largest of all. */
export function timed(
  name: string,
  times: readonly number[],
  target: { readonly p95: number } | { readonly worst: number } | null,
): Figure {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  const figures = { p50: at(0.5), p95: at(0.95), worst: rounded(sorted.at(-1)) };
  const bound = target === null ? null : 'p95' in target ? target.p95 : target.worst;
  const found = target !== null && 'worst' in target ? figures.worst : figures.p95;
  const words = target === null ? '' : `${'p95' in target ? 'p95' : 'worst'} ≤ ${bound} ms`;
  const kept = bound === null || (found !== null && found <= bound);
  return { name, count: times.length, ...figures, target: words, kept };
}

/** A figure that counts what must not be. */
export function none(name: string, count: number, found: number): Figure {
  return { name, count, p50: null, p95: null, worst: found, target: '0', kept: found === 0 };
}

/** The figures as a table for a terminal. */
export function table(figures: readonly Figure[]): string {
  const head = ['', 'n', 'p50', 'p95', 'worst', 'target', ''];
  const rows = figures.map((figure) => [
    figure.name,
    String(figure.count),
    shown(figure.p50),
    shown(figure.p95),
    shown(figure.worst),
    figure.target,
    figure.target === '' ? '' : figure.kept ? 'kept' : 'MISSED',
  ]);
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10) / 10;
}

function shown(value: number | null): string {
  return value === null ? '' : String(value);
}
