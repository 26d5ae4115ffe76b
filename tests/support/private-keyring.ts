import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askKeyringProcess } from '../../main/keyring/ask-keyring.ts';
import type { KeyringReply } from '../../main/keyring/keyring-message.ts';

/** A D-Bus session of the test's own, with GNOME Keyring on it; the user's is never touched. */
export interface PrivateKeyring {
  /** What a program is to be started with to find this bus. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the keyring keeps its files. */
  readonly directory: string;
  /** Starts the daemon: with the right password, or without any, so that it stays locked. */
  start(unlock: boolean): Promise<void>;
  /** Ends the daemon, as a logout does. What it keeps stays. */
  stop(): Promise<void>;
  /** The daemon answers nobody until `wake`. */
  freeze(): void;
  wake(): void;
  dispose(): Promise<void>;
}

// No folders of services: nothing is started on this bus but what the test starts.
const busConfiguration = (path: string): string => `
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${path}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`;

/** Starts the bus alone; the keyring comes with `start`. */
export async function startPrivateKeyring(): Promise<PrivateKeyring> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-bus-'));
  const run = join(directory, 'run');
  mkdirSync(run, { mode: 0o700 });
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: directory,
    XDG_RUNTIME_DIR: run,
    XDG_DATA_HOME: join(directory, 'data'),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(directory, 'bus')}`,
  };
  const file = join(directory, 'bus.conf');
  writeFileSync(file, busConfiguration(join(directory, 'bus')).trim());
  const bus = spawn('dbus-daemon', [`--config-file=${file}`, '--nofork', '--print-address=1'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // The address is printed once the bus listens.
  await Promise.race([once(bus.stdout, 'data'), failure(bus, 'dbus-daemon')]);
  return new Keyring(directory, environment, bus);
}

class Keyring implements PrivateKeyring {
  readonly directory: string;
  readonly environment: PrivateKeyring['environment'];
  readonly #bus: ChildProcess;
  #daemon: ChildProcess | null = null;

  constructor(directory: string, environment: PrivateKeyring['environment'], bus: ChildProcess) {
    this.directory = directory;
    this.environment = environment;
    this.#bus = bus;
  }

  async start(unlock: boolean): Promise<void> {
    const args = ['--foreground', '--components=secrets', ...(unlock ? ['--unlock'] : [])];
    const env = { ...this.environment };
    const daemon = spawn('gnome-keyring-daemon', args, {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#daemon = daemon;
    daemon.stdin?.end('a password');
    await Promise.race([this.#isThere(), failure(daemon, 'gnome-keyring-daemon')]);
  }

  async stop(): Promise<void> {
    await end(this.#daemon);
    this.#daemon = null;
  }

  freeze(): void {
    this.#daemon?.kill('SIGSTOP');
  }

  wake(): void {
    this.#daemon?.kill('SIGCONT');
  }

  async dispose(): Promise<void> {
    await end(this.#daemon);
    await end(this.#bus);
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** The daemon says nothing when it is ready, so it is asked until it answers. */
  async #isThere(): Promise<void> {
    const ask = askKeyringProcess({ environment: this.environment });
    let reply: KeyringReply;
    do reply = await ask({ work: 'look' });
    while (reply.kind === 'failed' && reply.reason === 'absent');
  }
}

async function failure(child: ChildProcess, name: string): Promise<never> {
  const [cause] = await Promise.race([once(child, 'error'), once(child, 'exit')]);
  throw new Error(`${name} did not start`, { cause });
}

async function end(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  // It may be frozen, and then no other signal is heard.
  child.kill('SIGKILL');
  await exited;
}
