import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome, Stage, TestCounts } from './stage.ts';
import { runTool } from './tool.ts';
import { countTests } from './vitest-report.ts';

export interface VitestRun {
  readonly root: string;
  /** A project of build/vitest.config.ts. */
  readonly project: 'unit' | 'suites' | 'e2e';
  readonly name: string;
}

/** A stage that runs one vitest project and counts its tests. */
export function vitestStage(run: VitestRun): Stage {
  return { name: run.name, work: () => runVitest(run) };
}

async function runVitest({ root, project }: VitestRun): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-vitest-'));
  const report = join(folder, 'report.json');
  const args = ['run', '--config', 'build/vitest.config.ts', '--project', project];
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const { ok, output } = await runTool({ root, tool: 'vitest', args: [...args, ...reporters] });
    const text = await readFile(report, 'utf8').catch(() => null);
    return judgeRun({ ok, output, counts: text === null ? null : countTests(text) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a run left: its exit, its output, and its counts, null where it died without a report. */
export interface FinishedRun {
  readonly ok: boolean;
  readonly output: string;
  readonly counts: TestCounts | null;
}

/**
 * Passes a run only when it left well, ran at least one test, failed none and skipped none: a skipped test
 * is a promise that nobody keeps. A run that failed without a failed test counts as one failed.
 */
export function judgeRun({ ok, output, counts }: FinishedRun): Outcome {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: [] };
  const notes = [output];
  if (passed + failed === 0) notes.push('No test ran, and some should have.');
  for (const name of skipped) notes.push(`Skipped: ${name}`);
  const isFine = ok && failed === 0 && passed > 0 && skipped.length === 0;
  return {
    ok: isFine,
    output: notes.join('\n'),
    detail: `${passed} passed, ${failed} failed, ${skipped.length} skipped`,
    tests: { passed, failed: isFine ? 0 : Math.max(failed, 1), skipped },
  };
}
