import { type ChildProcess, fork } from 'node:child_process';
import { Emitter } from '../../contract/base/emitter.ts';
import type { HookProcess } from './hook/hook-process.ts';
import { hookEnvironment } from './hook-environment.ts';

/** How much of what a dying process wrote is kept to say why. */
const KEPT_CHARACTERS = 500;

/** A listening process of a host that runs on plain Node. It ends when this process does. */
export interface NodeHook extends HookProcess {
  /** Undefined when it did not start. */
  readonly pid: number | undefined;
}

/** Starts a listening process with nothing of `environment` but what it needs. */
export function startNodeHook(environment: NodeJS.ProcessEnv = process.env): NodeHook {
  const child = fork(new URL('./hook/hook-child.ts', import.meta.url), [], {
    env: hookEnvironment(environment),
    // Neither this process's debugger nor its flags are for the child.
    execArgv: [],
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const messages = new Emitter<unknown>();
  child.on('message', (message) => messages.emit(message));
  return {
    pid: child.pid,
    onMessage: messages.listen,
    onExit: exitOf(child).listen,
    send(order) {
      if (child.connected) child.send(order, () => {});
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function exitOf(child: ChildProcess): Emitter<string> {
  const exits = new Emitter<string>();
  let written = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    written = (written + text).slice(0, KEPT_CHARACTERS);
  });
  let isOver = false;
  const end = (why: string) => {
    if (isOver) return;
    isOver = true;
    exits.emit(`${why} ${written.trim()}`.trim());
  };
  child.once('error', (error) => end(`It could not be started: ${error.message}`));
  // Not `close`: what is still to be read is worth less than a quick release.
  child.once('exit', (code, signal) => end(`It ended with ${signal ?? `code ${code}`}.`));
  return exits;
}
