/** Writes one line to the terminal. The tools in build/ speak only through this. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
