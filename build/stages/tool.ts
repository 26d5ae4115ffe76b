import { join } from 'node:path';
import { runCommand } from '../base/run-command.ts';
import type { Outcome } from './stage.ts';

/** The tools of node_modules by their JavaScript entry: no shell, no PATH, the same on every system. */
const entries = {
  biome: '@biomejs/biome/bin/biome',
  knip: 'knip/bin/knip.js',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
} as const;

export interface ToolCall {
  readonly root: string;
  readonly tool: keyof typeof entries;
  readonly args: readonly string[];
}

/** Runs a tool with the Node of this process; it is fine when it leaves with 0. */
export async function runTool({ root, tool, args }: ToolCall): Promise<Outcome> {
  const entry = join(root, 'node_modules', entries[tool]);
  const { code, output } = await runCommand([process.execPath, entry, ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { ok: code === 0, output };
}
