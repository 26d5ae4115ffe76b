import { relative, resolve, sep } from 'node:path';
import { listSources } from '../boundaries/read-tree.ts';
import type { Stage } from './stage.ts';
import { runTool } from './tool.ts';

/** The type checker's projects: each is a folder with the globals of one runtime. */
const projects = [
  'contract',
  'main',
  'preload',
  'renderer',
  'renderer/audio/worklets',
  'tests',
] as const;

/** One stage a project, and a last one that fails if a source was in none of them. Run the last one last. */
export function typeStages(root: string): { readonly each: readonly Stage[]; readonly all: Stage } {
  const seen = new Set<string>();
  const each = projects.map((project) => ({
    name: `types: ${project}`,
    work: async () => {
      const outcome = await runTool({ root, tool: 'tsc', args: ['-p', project, '--listFiles'] });
      const { files, complaints } = splitListing(outcome.output);
      for (const file of files) seen.add(relative(root, resolve(root, file)).replaceAll(sep, '/'));
      return { ok: outcome.ok, output: complaints };
    },
  }));
  const all: Stage = {
    name: 'types: every source',
    work: async () => {
      const sources = listSources(root).filter((path) => /\.[cm]?tsx?$/.test(path));
      const unseen = sources.filter((path) => !seen.has(path));
      return {
        ok: unseen.length === 0 && sources.length > 0,
        output: `In no TypeScript project:\n${unseen.join('\n')}`,
        detail: `${sources.length} files`,
      };
    },
  };
  return { each, all };
}

/** Parts `tsc --listFiles` into the absolute paths it read and what it complained of. */
export function splitListing(output: string): { files: string[]; complaints: string } {
  const isPath = (line: string): boolean => /^(\/|[A-Za-z]:[\\/])[^\n]*\.[cm]?[jt]sx?$/.test(line);
  const lines = output.split('\n');
  return {
    files: lines.filter((line) => isPath(line.trim())).map((line) => line.trim()),
    complaints: lines.filter((line) => !isPath(line.trim())).join('\n'),
  };
}
