import { assertNever } from '../../contract/base/assert-never.ts';
import { findCycles } from './cycles.ts';
import type { Edge, Module } from './read-tree.ts';
import { inTests, MAX_FILE_LINES, type Zone } from './rules.ts';

/** Everything that is wrong with the tree, one sentence each, beginning with the place. */
export function judge(modules: readonly Module[], zones: readonly Zone[]): string[] {
  return [
    ...modules.flatMap((module) => judgeModule(module, zones)),
    ...findCycles(graphOf(modules)).map(
      (cycle) => `${cycle[0]}: import cycle ${cycle.join(' → ')}`,
    ),
  ];
}

function judgeModule(module: Module, zones: readonly Zone[]): string[] {
  const { path } = module;
  const found = module.errors.map((error) => `${path}: cannot be parsed: ${error}`);
  if (module.lines > MAX_FILE_LINES)
    found.push(`${path}: ${module.lines} lines, the limit is ${MAX_FILE_LINES}`);
  const zone = zoneOf(path, zones);
  if (zone === undefined) return [...found, `${path}: no rule covers this file`];
  const allowed = /\.test\.tsx?$/.test(path) ? widenedForTests(zone) : zone;
  for (const edge of module.edges) {
    const complaint = judgeEdge(edge, allowed, zones);
    if (complaint !== null) found.push(`${path}:${edge.line}: ${complaint}`);
  }
  return found;
}

function judgeEdge({ target }: Edge, zone: Zone, zones: readonly Zone[]): string | null {
  switch (target.kind) {
    case 'computed':
      return 'a computed import cannot be checked';
    case 'missing':
      return `nothing is at '${target.specifier}'`;
    case 'builtin':
      return zone.node ? null : `${zone.name} may not import the builtin '${target.name}'`;
    case 'package':
      return zone.packages.includes('*') || zone.packages.includes(target.name)
        ? null
        : `${zone.name} may not import the package '${target.name}'`;
    case 'built':
    case 'folder':
      // A place that is read from, such as the page that a host serves: no module is imported.
      return null;
    case 'file':
      return judgeFile(target.path, zone, zones);
    default:
      return assertNever(target);
  }
}

function judgeFile(path: string, zone: Zone, zones: readonly Zone[]): string | null {
  const owner = zoneOf(path, zones);
  if (owner === undefined) return `${zone.name} may not import '${path}', which no rule covers`;
  if (owner.name === zone.name || zone.may.includes(owner.name)) return null;
  return `${zone.name} may not import ${owner.name} ('${path}')`;
}

function zoneOf(path: string, zones: readonly Zone[]): Zone | undefined {
  return zones.find((zone) =>
    zone.owns.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place)),
  );
}

function widenedForTests(zone: Zone): Zone {
  return {
    ...zone,
    may: [...zone.may, ...inTests.may],
    node: true,
    packages: [...zone.packages, ...inTests.packages],
  };
}

function graphOf(modules: readonly Module[]): Map<string, string[]> {
  return new Map(
    modules.map((module) => [
      module.path,
      module.edges.flatMap(({ target }) => (target.kind === 'file' ? [target.path] : [])),
    ]),
  );
}
