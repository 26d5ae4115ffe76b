import { inPool } from '../base/in-pool.ts';
import { checkBoundaries } from '../boundaries/check-boundaries.ts';
import { runStage, type Stage, type StageResult } from './stage.ts';
import { runTool } from './tool.ts';
import { typeStages } from './type-stages.ts';
import { vitestStage } from './vitest-stage.ts';

// A newcomer's laptop and the smallest CI machine have two cores.
const WIDTH = 2;

/** Runs format, lint, types, boundaries, dead code and unit tests; all of them, whatever fails. */
export async function runCheck(
  root: string,
  say: (line: string) => void,
): Promise<readonly StageResult[]> {
  const types = typeStages(root);
  const run = (stage: Stage): Promise<StageResult> => runStage(stage, say);
  const first = await inPool([...quickStages(root), ...types.each], WIDTH, run);
  const all = await run(types.all);
  const unit = await run(vitestStage({ root, project: 'unit', name: 'unit tests' }));
  return [...first, all, unit];
}

function quickStages(root: string): readonly Stage[] {
  const biome = ['check', '--error-on-warnings', '--max-diagnostics=50', '.'];
  const knip = ['--config', 'build/knip.config.ts', '--no-progress', '--no-config-hints'];
  return [
    { name: 'format and lint', work: () => runTool({ root, tool: 'biome', args: biome }) },
    { name: 'boundaries', work: async () => boundaries(root) },
    { name: 'dead code', work: () => runTool({ root, tool: 'knip', args: knip }) },
  ];
}

function boundaries(root: string): ReturnType<Stage['work']> {
  const { violations, modules, imports } = checkBoundaries(root);
  return Promise.resolve({
    ok: violations.length === 0,
    output: violations.join('\n'),
    detail: `${modules} modules, ${imports} imports`,
  });
}
