import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../../build/base/root.ts';
import { runCommand } from '../../build/base/run-command.ts';

const LIST_ON_WINDOWS =
  'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId)" }';

/** The ids of a process and of all that it started, and they in turn. */
export async function familyOf(id: number): Promise<readonly number[]> {
  const command: readonly [string, ...string[]] =
    process.platform === 'win32'
      ? ['powershell', '-NoProfile', '-Command', LIST_ON_WINDOWS]
      : ['ps', '-A', '-o', 'pid=,ppid='];
  const { code, output } = await runCommand(command, { cwd: root });
  if (code !== 0) throw new Error(`the processes cannot be listed: ${output}`);
  const pairs = [...output.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm)].map(
    ([, child, parent]) => [Number(child), Number(parent)] as const,
  );
  const family = new Set([id]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [child, parent] of pairs) if (family.has(parent)) family.add(child);
  }
  return [...family];
}

/** Which of these processes are still there when `patience` milliseconds are over; empty as soon as all have gone. */
export async function survivors(
  ids: readonly number[],
  patience: number,
): Promise<readonly number[]> {
  const until = performance.now() + patience;
  for (;;) {
    const alive = ids.filter(isAlive);
    if (alive.length === 0 || performance.now() > until) return alive;
    // No system tells a stranger when a process ends, so it is asked.
    await delay(100);
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
