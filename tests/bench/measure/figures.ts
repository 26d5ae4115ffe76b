import type { Topic } from '../options.ts';

/** What a figure must not exceed; what is absent is reported without a judgement. */
export interface Targets {
  readonly p50?: number;
  readonly p95?: number;
  readonly worst?: number;
  readonly total?: number;
}

/** What was measured of one thing, a value a trial. */
export interface Measured {
  readonly topic: Topic;
  readonly name: string;
  readonly unit: 'ms' | 'count';
  readonly values: readonly number[];
  readonly targets: Targets;
}

/** A figure as it is reported, rounded to hundredths. */
export interface Figure {
  readonly topic: Topic;
  readonly name: string;
  readonly unit: 'ms' | 'count';
  readonly trials: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly worst: number | null;
  readonly total: number | null;
  readonly targets: Targets;
  /** `unknown` without trials, `untargeted` without a target. */
  readonly verdict: 'ok' | 'missed' | 'unknown' | 'untargeted';
}

/** The value under which a share of `values` lies (nearest rank), or null when there are none. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? null;
}

/** Sums a measurement up and judges it. */
export function figureOf({ values, targets, ...named }: Measured): Figure {
  const stats = {
    p50: rounded(percentile(values, 0.5)),
    p95: rounded(percentile(values, 0.95)),
    worst: rounded(percentile(values, 1)),
    total: values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0)),
  };
  return { ...named, trials: values.length, ...stats, targets, verdict: judge(stats, targets) };
}

type Stats = Pick<Figure, 'p50' | 'p95' | 'worst' | 'total'>;

function judge(stats: Stats, targets: Targets): Figure['verdict'] {
  const wanted = Object.entries(targets);
  if (wanted.length === 0) return 'untargeted';
  if (stats.worst === null) return 'unknown';
  const kept = wanted.every(([name, limit]) => {
    const value = stats[name as keyof Targets];
    return value !== null && value <= limit;
  });
  return kept ? 'ok' : 'missed';
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}
