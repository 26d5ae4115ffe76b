import { messageOf } from '../base/message-of.ts';

/** Tests that ran and tests that did not, by full name where a name helps. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

/** What a stage's work found. `detail` is shown beside the name, `output` only when it failed. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
  readonly detail?: string;
  readonly tests?: TestCounts;
}

/** One thing to check. */
export interface Stage {
  readonly name: string;
  readonly work: () => Promise<Outcome>;
}

/** A finished stage with the milliseconds it took. */
export interface StageResult extends Outcome {
  readonly name: string;
  readonly ms: number;
}

/** Runs a stage and prints its line: a mark, the name, the seconds, and the output if it failed. */
export async function runStage(stage: Stage, say: (line: string) => void): Promise<StageResult> {
  const startedAt = performance.now();
  const outcome = await stage
    .work()
    .catch((error: unknown): Outcome => ({ ok: false, output: messageOf(error) }));
  const result = { ...outcome, name: stage.name, ms: performance.now() - startedAt };
  say(lineOf(result));
  if (!result.ok) say(indent(result.output));
  return result;
}

function lineOf({ ok, name, ms, detail }: StageResult): string {
  const seconds = `${(ms / 1000).toFixed(1)} s`.padStart(8);
  return `${ok ? '✓' : '✗'} ${name.padEnd(34)}${seconds}${detail === undefined ? '' : `   ${detail}`}`;
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
