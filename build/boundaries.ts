import { root } from './base/root.ts';
import { say } from './base/say.ts';
import { checkBoundaries } from './boundaries/check-boundaries.ts';

const report = checkBoundaries(root);
for (const violation of report.violations) say(violation);
say(
  `${report.modules} modules of ${report.files} source files, ${report.imports} imports, ${report.violations.length} violations`,
);
if (report.violations.length > 0) process.exitCode = 1;
