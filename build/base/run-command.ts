import { spawn } from 'node:child_process';

/** What a finished child left behind. `code` is null when a signal ended it or it never started. */
export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the child is killed; without it, it may take for ever. */
  readonly timeoutMs?: number;
  /** Called with each piece of output as it arrives. */
  readonly onOutput?: (text: string) => void;
}

// Enough for a whole type checker's complaints; a runaway child must not fill the memory.
const MAX_OUTPUT_CHARACTERS = 4_000_000;

/**
 * Runs `command[0]` with the rest as arguments and no stdin, and waits for it.
 * stdout and stderr come back joined; past 4 million characters the rest is dropped.
 * Never rejects: a command that cannot start gives code null and the reason as output.
 */
export function runCommand(
  command: readonly [string, ...string[]],
  options: CommandOptions,
): Promise<CommandResult> {
  const [file, ...args] = command;
  return new Promise((resolve) => {
    let output = '';
    const take = (text: string): void => {
      options.onOutput?.(text);
      if (output.length < MAX_OUTPUT_CHARACTERS) output += text;
    };
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.timeoutMs === undefined
        ? {}
        : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
    });
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => resolve({ code: null, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
