/**
 * How npm is started: by the Node of this process on npm's own script, which it names to what it runs.
 * Without that, by its name, which Windows would not start (it is a batch file there).
 */
export function npmCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): readonly [string, ...string[]] {
  const script = environment.npm_execpath ?? '';
  return /\.[cm]?js$/.test(script) ? [process.execPath, script, ...args] : ['npm', ...args];
}
