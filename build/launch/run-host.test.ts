import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { brokeDown, exitCodeOf, runHost } from './run-host.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

describe('runHost', () => {
  it('reports the code of the child', async () => {
    const end = await runHost([process.execPath, '-e', 'process.exit(7)'], here);
    expect(exitCodeOf(end)).toBe(7);
    expect(brokeDown(end)).toBe(false);
  });

  it('tells a breakdown from an order to stop', async () => {
    const aborted = await runHost(
      [process.execPath, '-e', "process.kill(process.pid, 'SIGABRT')"],
      here,
    );
    expect(brokeDown(aborted)).toBe(true);
    expect(exitCodeOf(aborted)).toBe(134);
    const stopped = await runHost(
      [process.execPath, '-e', "process.kill(process.pid, 'SIGTERM')"],
      here,
    );
    expect(brokeDown(stopped)).toBe(false);
    expect(exitCodeOf(stopped)).toBe(143);
  });

  it('reports a program that is not there', async () => {
    const end = await runHost(['/no/such/program'], here);
    expect(exitCodeOf(end)).toBe(127);
    expect(brokeDown(end)).toBe(true);
  });

  it('passes on the signals that it gets, and nothing is left listening', async () => {
    const child =
      "process.on('SIGTERM', () => process.exit(9)); process.stdout.write('up'); setInterval(() => {}, 1000);";
    const parent = `
      import { exitCodeOf, runHost } from './run-host.ts';
      const end = await runHost([process.execPath, '-e', ${JSON.stringify(child)}], '.');
      process.exit(exitCodeOf(end) + process.listenerCount('SIGTERM'));`;
    const running = spawn(process.execPath, ['--input-type=module-typescript', '-e', parent], {
      cwd: here,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(running.stdout, 'data');
    running.kill('SIGTERM');
    expect(await once(running, 'close')).toEqual([9, null]);
  });
});
