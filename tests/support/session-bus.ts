import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A session bus that nobody else is on. */
export interface TestBus {
  readonly address: string;
  /** Ends the daemon as a crash would, and resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts another daemon at the same address. */
  startAgain(): Promise<void>;
  dispose(): Promise<void>;
}

/** Starts a dbus-daemon in a folder of its own. */
export async function startTestBus(): Promise<TestBus> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bus-'));
  const address = `unix:path=${join(folder, 'bus')}`;
  let daemon = await startDaemon(address);
  const kill = async () => {
    if (daemon.exitCode !== null || daemon.signalCode !== null) return;
    const gone = once(daemon, 'exit');
    daemon.kill('SIGKILL');
    await gone;
    rmSync(join(folder, 'bus'), { force: true });
  };
  return {
    address,
    kill,
    async startAgain() {
      daemon = await startDaemon(address);
    },
    async dispose() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startDaemon(address: string) {
  const words = ['--session', '--nofork', '--nopidfile', '--print-address', `--address=${address}`];
  const daemon = spawn('dbus-daemon', words, { stdio: ['ignore', 'pipe', 'ignore'] });
  // It prints its address when it listens.
  await once(daemon.stdout, 'data');
  return daemon;
}
