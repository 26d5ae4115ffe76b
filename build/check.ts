import { root } from './base/root.ts';
import { say } from './base/say.ts';
import { runCheck } from './stages/check-stages.ts';
import { summarize } from './stages/summary.ts';

const { ok, lines } = summarize(await runCheck(root, say));
for (const line of lines) say(line);
if (!ok) process.exitCode = 1;
