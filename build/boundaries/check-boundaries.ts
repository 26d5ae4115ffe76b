import { judge } from './judge.ts';
import { countSources, readTree } from './read-tree.ts';
import { zones as houseZones, type Zone } from './rules.ts';

/** What the boundary check saw, and what is wrong. */
export interface BoundaryReport {
  readonly files: number;
  readonly modules: number;
  readonly imports: number;
  readonly violations: readonly string[];
}

/**
 * Checks every source file under `root` against the rules.
 * A checker that sees nothing would pass everything, so seeing no module or no import is a violation too.
 */
export function checkBoundaries(root: string, zones: readonly Zone[] = houseZones): BoundaryReport {
  const files = countSources(root);
  const modules = readTree(root);
  const imports = modules.reduce((sum, module) => sum + module.edges.length, 0);
  const violations = judge(modules, zones);
  if (modules.length === 0) violations.push('no module was seen: the check is blind');
  if (modules.length !== files)
    violations.push(`${files} source files, but ${modules.length} modules seen`);
  if (imports === 0) violations.push('no import was seen: the check is blind');
  return { files, modules: modules.length, imports, violations };
}
