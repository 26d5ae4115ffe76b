import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Physical keys by `KeyboardEvent.code`, as X numbers them (evdev); a number makes xdotool press no modifier of its own. */
export const X_KEYS = {
  Escape: 9,
  KeyT: 28,
  ControlLeft: 37,
  KeyA: 38,
  ShiftLeft: 50,
  KeyC: 54,
  KeyB: 56,
  AltLeft: 64,
  F9: 75,
  ControlRight: 105,
} as const;
export type XKey = keyof typeof X_KEYS;

/** A display that nobody sees, with a window of another program that has the focus. */
export interface XDisplay {
  /** Such as `:7`. */
  readonly name: string;
  /** What a program needs to find it: this process's environment without another display. */
  readonly environment: NodeJS.ProcessEnv;
  keyDown(...keys: readonly XKey[]): Promise<void>;
  keyUp(...keys: readonly XKey[]): Promise<void>;
  /** X's number of a button: 8 is back, 9 is forward. */
  button(number: number, down: boolean): Promise<void>;
  /** Resolves when the focused window has been told of that many more downs of a key. */
  otherWindowSees(key: XKey, downs: number): Promise<void>;
  /** Ends the server alone, as a crash would. */
  kill(): void;
  dispose(): Promise<void>;
}

/** Starts Xvfb on a free display, and xev as the focused window. */
export async function startXDisplay(): Promise<XDisplay> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '640x480x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const name = `:${await firstLine(server)}`;
  const { WAYLAND_DISPLAY: _wayland, XDG_SESSION_TYPE: _session, ...rest } = process.env;
  const environment: NodeJS.ProcessEnv = { ...rest, DISPLAY: name };
  const xdotool = async (...words: readonly string[]): Promise<string> =>
    (await run('xdotool', words, { env: environment })).stdout;
  const window = await openFocusedWindow(environment, xdotool);
  return {
    name,
    environment,
    keyDown: async (...keys) => void (await xdotool(...pressing('keydown', keys))),
    keyUp: async (...keys) => void (await xdotool(...pressing('keyup', keys))),
    button: async (number, down) =>
      void (await xdotool(down ? 'mousedown' : 'mouseup', String(number))),
    otherWindowSees: (key, downs) => window.sees(`keycode ${X_KEYS[key]} `, downs),
    kill: () => void server.kill('SIGKILL'),
    async dispose() {
      await Promise.all([end(window.process), end(server)]);
    },
  };
}

function pressing(verb: 'keydown' | 'keyup', keys: readonly XKey[]): string[] {
  // One digit would be the key of that digit.
  return keys.flatMap((key) => [verb, X_KEYS[key] < 10 ? key : String(X_KEYS[key])]);
}

async function openFocusedWindow(
  environment: NodeJS.ProcessEnv,
  xdotool: (...words: readonly string[]) => Promise<string>,
) {
  const other = spawn('xev', ['-event', 'keyboard'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let heard = '';
  const listeners = new Set<() => void>();
  other.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
    for (const listener of [...listeners]) listener();
  });
  const found = await xdotool('search', '--sync', '--onlyvisible', '--name', 'Event Tester');
  await xdotool('windowfocus', '--sync', found.trim().split('\n')[0] ?? '');
  const downs = (mark: string) =>
    heard.split('\n\n').filter((event) => /KeyPress event/.test(event) && event.includes(mark));
  return {
    process: other,
    sees(mark: string, more: number): Promise<void> {
      const enough = downs(mark).length + more;
      return new Promise((resolve) => {
        const look = () => {
          if (downs(mark).length < enough) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
      });
    },
  };
}

async function firstLine(server: ChildProcess): Promise<string> {
  const pipe = server.stdio[3];
  if (pipe === null || pipe === undefined || !('setEncoding' in pipe))
    throw new Error('Xvfb has no pipe to name its display on.');
  pipe.setEncoding('utf8');
  let text = '';
  for await (const piece of pipe) {
    text += String(piece);
    if (text.includes('\n')) return text.trim();
  }
  throw new Error('Xvfb ended without naming its display.');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
