import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const budgetSchema = z.record(z.string(), z.int().positive());

/** How far a packed app may be from its recorded size before somebody has to say that it is meant. */
export const TOLERANCE = 0.1;

/** Bytes of all files in a folder. */
export function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** The recorded sizes, in bytes, by the target's name: what `resources/` holds, Electron left out. */
export function readBudget(root: string): Readonly<Record<string, number>> {
  const path = join(root, 'build/packaging/size-budget.json');
  return budgetSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** What is wrong with a size, or null. A target that was never recorded may have any. */
export function judgeSize(bytes: number, recorded: number | undefined): string | null {
  if (recorded === undefined || Math.abs(bytes - recorded) <= recorded * TOLERANCE) return null;
  const change = Math.round((bytes / recorded - 1) * 100);
  return (
    `the app holds ${bytes} bytes, ${change > 0 ? '+' : ''}${change} % of the ${recorded} on record. ` +
    'If that is meant, write it into build/packaging/size-budget.json'
  );
}
