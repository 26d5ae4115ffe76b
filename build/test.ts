import { messageOf } from './base/message-of.ts';
import { root } from './base/root.ts';
import { say } from './base/say.ts';
import { buildStale, forgetBuilds } from './bundle/build-stale.ts';
import { prepareMachine } from './machine/prepare-machine.ts';
import { runCheck } from './stages/check-stages.ts';
import { type Outcome, runStage, type Stage, type StageResult } from './stages/stage.ts';
import { summarize } from './stages/summary.ts';
import { vitestStage } from './stages/vitest-stage.ts';

const build: Stage = {
  name: 'build',
  work: async (): Promise<Outcome> => {
    forgetBuilds(root);
    const built = await buildStale({ root });
    return { ok: built.length > 0, output: 'Nothing was built.', detail: built.join(', ') };
  },
};

/** Everything, in this order and whatever fails: the end-to-end tests run what the build made. */
async function runEverything(): Promise<readonly StageResult[]> {
  const results: StageResult[] = [await runStage(prepareMachine(root), say)];
  results.push(...(await runCheck(root, say)));
  const rest: readonly Stage[] = [
    build,
    vitestStage({ root, project: 'suites', name: 'suites across rooms' }),
    vitestStage({ root, project: 'e2e', name: 'end to end' }),
  ];
  for (const stage of rest) results.push(await runStage(stage, say));
  return results;
}

try {
  const { ok, lines } = summarize(await runEverything());
  for (const line of lines) say(line);
  if (!ok) process.exitCode = 1;
} catch (error) {
  say(`The tests could not be run: ${messageOf(error)}`);
  say('0 passed, 1 failed');
  process.exitCode = 1;
}
