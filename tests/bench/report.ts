import { cpus, loadavg, release, totalmem } from 'node:os';
import type { Figure } from './measure/figures.ts';

/** Where the figures were taken, and how busy it was. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly kernel: string;
  readonly node: string;
  readonly chromium: string;
  /** Load average of the last minute before the run. */
  readonly loadBefore: number;
}

/** Describes the machine as it is before a run. */
export function machineNow(): Omit<Machine, 'chromium'> {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
  };
}

/** A table for people. */
export function table(figures: readonly Figure[]): string {
  const head = ['', 'trials', 'p50', 'p95', 'worst', 'total', 'target', ''];
  const rows = [head, ...figures.map(row)];
  const widths = head.map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows
    .map((cells) => cells.map((cell, at) => pad(cell, at, widths[at] ?? 0)).join('  '))
    .join('\n');
}

/** Names and targets are words, the rest are numbers. */
function pad(cell: string, column: number, width: number): string {
  return column === 0 || column >= 6 ? cell.padEnd(width) : cell.padStart(width);
}

function row(figure: Figure): string[] {
  const { name, trials, p50, p95, worst, total, unit, verdict } = figure;
  const sums = unit === 'count' || figure.targets.total !== undefined;
  const numbers = [p50, p95, worst].map(shown);
  return [name, String(trials), ...numbers, sums ? shown(total) : '', limits(figure), verdict];
}

function shown(value: number | null): string {
  return value === null ? '–' : value.toFixed(1);
}

function limits({ targets }: Figure): string {
  return Object.entries(targets)
    .map(([name, limit]) => `${name} ≤ ${limit}`)
    .join(', ');
}
