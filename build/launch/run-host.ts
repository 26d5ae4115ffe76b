import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How a host ended. */
export interface HostEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Set when the program could not be started at all. */
  readonly error?: Error;
}

const FORWARDED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs `command` on this terminal until it ends, passing on the signals that ask this process to stop. */
export function runHost(command: readonly [string, ...string[]], cwd: string): Promise<HostEnd> {
  const [file, ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, stdio: 'inherit' });
    const forward = (signal: NodeJS.Signals): void => {
      // At a terminal, Ctrl-C has reached the child already: twice would read as impatience.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const end = (result: HostEnd): void => {
      for (const signal of FORWARDED) process.off(signal, forward);
      resolve(result);
    };
    child.on('error', (error) => end({ code: null, signal: null, error }));
    child.on('close', (code, signal) => end({ code, signal }));
  });
}

/** The exit code that a shell would report for `end`: its own, 128 + the signal's number, or 127. */
export function exitCodeOf(end: HostEnd): number {
  if (end.code !== null) return end.code;
  return end.signal === null ? 127 : 128 + constants.signals[end.signal];
}

/** Whether the program broke down by itself instead of being stopped or leaving with a code. */
export function brokeDown(end: HostEnd): boolean {
  const breakdowns: readonly (NodeJS.Signals | null)[] = [
    'SIGTRAP',
    'SIGABRT',
    'SIGSEGV',
    'SIGILL',
  ];
  return end.error !== undefined || breakdowns.includes(end.signal);
}
