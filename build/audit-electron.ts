import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf } from './base/message-of.ts';
import { root } from './base/root.ts';
import { say } from './base/say.ts';
import { buildStale } from './bundle/build-stale.ts';
import { acceptedSchema, judgeReport } from './electronegativity/judge.ts';
import { installTool, lowerApp, scanApp } from './electronegativity/scan.ts';

const manifestSchema = z.object({ devDependencies: z.object({ electron: z.string() }) });

async function audit(): Promise<void> {
  await buildStale({ root, onStart: (part) => say(`Building ${part.name} …`) });
  const place = join(root, 'dist/.electronegativity');
  await installTool(root, place);
  const folder = join(root, 'dist/.electronegativity/scan');
  await lowerApp(root, folder);
  const { devDependencies } = manifestSchema.parse(readJson('package.json'));
  const report = await scanApp(place, folder, devDependencies.electron);
  const accepted = acceptedSchema.parse(readJson('build/electronegativity/accepted.json'));
  for (const { id, file, severity } of report.issues)
    say(`${severity.name.padEnd(14)}${id}  ${file}`);
  const wrong = judgeReport(report, accepted);
  for (const line of wrong) say(`✗ ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
  const checks = report.globalChecks + report.atomicChecks;
  say(`${checks} checks, ${report.issues.length} findings, ${wrong.length} of them wrong.`);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

await audit().catch((error: unknown) => {
  say(`The audit could not be made: ${messageOf(error)}`);
  process.exitCode = 1;
});
