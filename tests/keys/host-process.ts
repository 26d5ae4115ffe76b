import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type ProcessEntry, processTree } from '../support/process-tree.ts';

/** The web host as a user starts it, in a process of its own. */
export interface HostProcess {
  readonly pid: number;
  /** The address that opens the page once. */
  readonly url: string;
  /** All that it has written to standard output and standard error. */
  readonly output: () => string;
  /** The host and everything that it has started, looked at again and again. */
  readonly processes: () => readonly ProcessEntry[];
  /** An error that nobody catches is thrown in it, with these words. Resolves to its exit code. */
  crash(words: string): Promise<number | null>;
  /** Ends it as Ctrl-C does. Resolves to its exit code. */
  end(): Promise<number | null>;
}

const program = fileURLToPath(new URL('../../main/web/main.ts', import.meta.url));
const saboteur = new URL('./crash-on-message.ts', import.meta.url).href;

/** Starts the host on any port. `environment` is all that it gets. */
export async function startHostProcess(
  environment: Readonly<Record<string, string>>,
): Promise<HostProcess> {
  const child = fork(program, ['--port', '0'], {
    env: environment,
    execArgv: ['--import', saboteur],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const pid = child.pid ?? 0;
  const output = collect(child);
  const watch = watchProcesses(pid);
  const gone = once(child, 'exit').then(([code]): number | null => {
    watch.stop();
    return typeof code === 'number' ? code : null;
  });
  const url = await Promise.race([
    output.until(/http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/),
    gone.then(() => Promise.reject(new Error(`The host ended: ${output.text()}`))),
  ]);
  return {
    pid,
    url,
    output: output.text,
    processes: watch.seen,
    crash(words) {
      child.send({ crash: words });
      return gone;
    },
    end() {
      child.kill('SIGINT');
      return gone;
    },
  };
}

function collect({ stdout, stderr }: ChildProcess) {
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (data) => {
      text += String(data);
      for (const look of [...waiting]) look();
    });
  }
  const until = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const match = pattern.exec(text);
        if (match === null) return;
        waiting.delete(look);
        resolve(match[0]);
      };
      waiting.add(look);
      look();
    });
  return { text: () => text, until };
}

/** Processes that live for a moment only are seen as well, when they live for 10 ms. */
function watchProcesses(root: number) {
  const seen = new Map<string, ProcessEntry>();
  const look = (): void => {
    for (const entry of processTree(root)) {
      seen.set(`${entry.pid} ${entry.commandLine} ${entry.environment}`, entry);
    }
  };
  const timer = setInterval(look, 10);
  return { seen: () => [...seen.values()], stop: () => clearInterval(timer) };
}
